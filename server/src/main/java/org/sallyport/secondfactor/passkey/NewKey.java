package org.sallyport.secondfactor.passkey;

import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import java.util.List;

/** A newly created key pair, as reported by its authenticator. */
record NewKey(
    AttestedCredentialData credential,
    List<String> transports,
    boolean verifiesUser,
    boolean backupEligible,
    boolean backedUp,
    long signCount) {}
