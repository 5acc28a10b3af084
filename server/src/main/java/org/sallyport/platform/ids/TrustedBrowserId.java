package org.sallyport.platform.ids;

import java.util.UUID;

/** A remembered browser of one account. */
public record TrustedBrowserId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
