package org.sallyport.gate.secondfactor.passkey;

/** The result of verifying a new passkey. */
sealed interface Registration {

  /** It can be linked. */
  record Made(NewKey key) implements Registration {}

  /** The response is malformed, or not for this challenge and relying party. */
  record Invalid() implements Registration {}

  /** It can be copied to other devices, which is not accepted here. */
  record Synced() implements Registration {}

  /** It has no attestation of its model, as for security keys whose browser withheld it. */
  record NotAttested() implements Registration {}

  /** Its model is not in {@code sallyport.passkey.models}. */
  record OtherModel() implements Registration {}

  /** None of the makers in {@code sallyport.passkey.attestation-roots} attested it. */
  record Untrusted() implements Registration {}
}
