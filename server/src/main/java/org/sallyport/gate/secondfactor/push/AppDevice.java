package org.sallyport.gate.secondfactor.push;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;

/**
 * A phone that has registered its public key, as stored at the time of reading.
 *
 * @param publicKey in base64url
 * @param expiresAt when it is deleted unless it is linked by then
 * @param linkedAt when its owner confirmed it in the session that began the pairing; null until
 *     then
 * @param removedAt when its owner removed it
 * @param disabled whether its account is disabled
 */
public record AppDevice(
    DeviceId id,
    AccountId account,
    String name,
    String publicKey,
    Instant expiresAt,
    @Nullable Instant linkedAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant removedAt,
    boolean disabled) {

  public boolean isLinked() {
    return linkedAt != null && removedAt == null;
  }

  boolean isWaiting(Instant now) {
    return linkedAt == null && now.isBefore(expiresAt);
  }

  /** The phone in the list of linked devices; only once it is linked. */
  Device device() {
    return new Device(
        id,
        PhoneApproval.METHOD,
        name,
        Messages.text("factor.app.kind"),
        Objects.requireNonNull(linkedAt),
        lastUsedAt);
  }
}
