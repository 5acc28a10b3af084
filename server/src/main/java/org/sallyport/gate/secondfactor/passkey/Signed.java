package org.sallyport.gate.secondfactor.passkey;

/** The result of verifying a signature. */
sealed interface Signed {

  /** Valid; the stored counter decides whether the signature counter has increased. */
  record Valid(long signCount, boolean userVerified, boolean backedUp) implements Signed {}

  /**
   * Valid, but the signature counter has not increased: the authenticator was cloned, or the
   * response was submitted before.
   */
  record CounterTooLow() implements Signed {}

  /**
   * Invalid.
   *
   * @param reason for the audit log
   */
  record Invalid(String reason) implements Signed {}
}
