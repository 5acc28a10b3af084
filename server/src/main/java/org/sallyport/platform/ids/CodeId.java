package org.sallyport.platform.ids;

import java.util.UUID;

/** A one-time code that was sent. */
public record CodeId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
