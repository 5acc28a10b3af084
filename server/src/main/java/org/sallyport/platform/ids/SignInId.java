package org.sallyport.platform.ids;

import java.util.UUID;

/** A sign-in: one row from the accepted password to the end of its session. */
public record SignInId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
