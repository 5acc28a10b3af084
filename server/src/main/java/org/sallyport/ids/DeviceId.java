package org.sallyport.ids;

import java.util.UUID;

/** Something that was linked to an account: a phone, an app, a key. */
public record DeviceId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
