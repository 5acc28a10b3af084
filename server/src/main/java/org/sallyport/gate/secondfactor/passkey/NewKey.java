package org.sallyport.gate.secondfactor.passkey;

import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import java.util.List;

/**
 * A newly created key pair, as reported by its authenticator.
 *
 * @param attested whether its maker's certificate proves its model
 */
record NewKey(
    AttestedCredentialData credential,
    List<String> transports,
    boolean verifiesUser,
    boolean backupEligible,
    boolean backedUp,
    long signCount,
    boolean attested) {

  NewKey withAttestation() {
    return new NewKey(
        credential, transports, verifiesUser, backupEligible, backedUp, signCount, true);
  }
}
