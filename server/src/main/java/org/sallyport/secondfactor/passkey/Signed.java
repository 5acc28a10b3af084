package org.sallyport.secondfactor.passkey;

/** What came of looking at what a device signed. */
sealed interface Signed {

  /** It holds; whether the count has risen is for the row to decide. */
  record Holds(long signCount, boolean userVerified, boolean backedUp) implements Signed {}

  /** It holds, but its count has not risen: there is a copy, or it was given before. */
  record Behind() implements Signed {}

  /**
   * It does not.
   *
   * @param reason for the audit log
   */
  record Fails(String reason) implements Signed {}
}
