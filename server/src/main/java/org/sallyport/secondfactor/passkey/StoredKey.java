package org.sallyport.secondfactor.passkey;

import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.DeviceId;
import org.sallyport.secondfactor.Device;

/**
 * A linked passkey, with what is known of its use.
 *
 * @param credential its id and public key
 * @param transports how browsers reach it
 * @param verifiesUser it verified its user when it was linked, and has to ever since
 * @param backupEligible it may be kept on several devices
 * @param signCount uses, as the device counts them; 0 if it does not
 */
record StoredKey(
    DeviceId id,
    String name,
    AttestedCredentialData credential,
    List<String> transports,
    boolean verifiesUser,
    boolean backupEligible,
    boolean backedUp,
    long signCount,
    Instant linkedAt,
    @Nullable Instant lastUsedAt) {

  Device device() {
    return new Device(id, Passkey.METHOD, name, kind(), linkedAt, lastUsedAt);
  }

  private String kind() {
    boolean apart = transports.contains("usb") || transports.contains("nfc");
    if (apart && !transports.contains("internal")) {
      return "Passkey on a security key";
    }
    return backupEligible ? "Passkey, kept on several devices" : "Passkey on one device";
  }
}
