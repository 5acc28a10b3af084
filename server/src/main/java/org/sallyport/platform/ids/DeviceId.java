package org.sallyport.platform.ids;

import java.util.UUID;

/** A factor linked to an account: a phone, an app, a passkey. */
public record DeviceId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
