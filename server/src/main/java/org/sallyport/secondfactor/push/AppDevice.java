package org.sallyport.secondfactor.push;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;
import org.sallyport.secondfactor.Device;

/**
 * A phone that has registered its public key, as stored at the time of reading.
 *
 * @param publicKey in base64url
 * @param expiresAt when it is deleted unless it is confirmed
 * @param removedAt when its owner removed it
 * @param disabled whether its account is disabled
 */
public record AppDevice(
    DeviceId id,
    AccountId account,
    String name,
    String publicKey,
    Instant expiresAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant removedAt,
    boolean disabled) {

  public boolean isLinked() {
    return confirmedAt != null && removedAt == null;
  }

  boolean isWaiting(Instant now) {
    return confirmedAt == null && now.isBefore(expiresAt);
  }

  Device device() {
    Instant linkedAt = confirmedAt == null ? expiresAt : confirmedAt;
    return new Device(
        id, PhoneApproval.METHOD, name, "Sallyport Authenticator", linkedAt, lastUsedAt);
  }
}
