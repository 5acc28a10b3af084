package org.sallyport.gate.secondfactor.passkey;

import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.enrollment.Device;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.messages.Messages;

/**
 * A linked passkey with its usage data.
 *
 * @param credential its id and public key
 * @param transports how browsers reach it
 * @param verifiesUser whether it verified its user when it was linked; if so, every use must
 * @param backupEligible whether it can be synchronized to several devices
 * @param attested whether its maker's certificate proved its model when it was linked
 * @param signCount the device's signature counter; 0 if it has none
 */
record StoredKey(
    DeviceId id,
    String name,
    AttestedCredentialData credential,
    List<String> transports,
    boolean verifiesUser,
    boolean backupEligible,
    boolean backedUp,
    boolean attested,
    long signCount,
    Instant linkedAt,
    @Nullable Instant lastUsedAt) {

  /**
   * For the settings.
   *
   * @param accepted whether one can sign in with it here
   */
  Device device(boolean accepted) {
    String kind = accepted ? kind() : Messages.text("factor.passkey.kind-not-accepted");
    return new Device(id, Passkey.METHOD, name, kind, linkedAt, lastUsedAt);
  }

  private String kind() {
    boolean apart = transports.contains("usb") || transports.contains("nfc");
    if (apart && !transports.contains("internal")) {
      return Messages.text("factor.passkey.kind-security-key");
    }
    return backupEligible
        ? Messages.text("factor.passkey.kind-several-devices")
        : Messages.text("factor.passkey.kind-one-device");
  }
}
