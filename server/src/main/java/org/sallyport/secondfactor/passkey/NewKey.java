package org.sallyport.secondfactor.passkey;

import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import java.util.List;

/** A key pair that a device has just made, as it told us of it. */
record NewKey(
    AttestedCredentialData credential,
    List<String> transports,
    boolean verifiesUser,
    boolean backupEligible,
    boolean backedUp,
    long signCount) {}
