package org.sallyport.gate.secondfactor.totp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;

/**
 * A shared secret with its usage data.
 *
 * @param key in base32 (RFC 4648)
 * @param lastStep the last used time step; this and earlier steps are refused
 */
record Secret(
    DeviceId id,
    String name,
    String key,
    Instant createdAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant lastUsedAt,
    long lastStep) {

  byte[] bytes() {
    return KeyUris.BASE32.decode(key);
  }

  Device device() {
    Instant linkedAt = confirmedAt == null ? createdAt : confirmedAt;
    return new Device(
        id, AppCode.METHOD, name, Messages.text("factor.totp.kind"), linkedAt, lastUsedAt);
  }

  @Override
  public String toString() {
    return "Secret[" + id + "]";
  }
}
