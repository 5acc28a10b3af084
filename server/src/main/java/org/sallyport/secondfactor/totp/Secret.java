package org.sallyport.secondfactor.totp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.DeviceId;
import org.sallyport.secondfactor.Device;

/**
 * A shared secret, with what is known of its use.
 *
 * @param key in base32 (RFC 4648)
 * @param lastStep no step up to this one is taken any more
 */
record Secret(
    DeviceId id,
    String name,
    String key,
    Instant madeAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant lastUsedAt,
    long lastStep) {

  byte[] bytes() {
    return KeyUris.BASE32.decode(key);
  }

  Device device() {
    Instant linkedAt = confirmedAt == null ? madeAt : confirmedAt;
    return new Device(id, AppCode.METHOD, name, "Authenticator app", linkedAt, lastUsedAt);
  }

  @Override
  public String toString() {
    return "Secret[" + id + "]";
  }
}
