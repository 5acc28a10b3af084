package org.sallyport.gate.accountrecovery;

/** The result of setting a password by a link. */
sealed interface PasswordSet {

  /** The password is set; nobody is signed in. */
  record Changed() implements PasswordSet {}

  /**
   * The password is rejected, or could not be set; the link is still valid.
   *
   * @param words for the page
   */
  record Refused(String words) implements PasswordSet {}

  /** The link was used, replaced, expired, voided or never created. */
  record LinkVoid() implements PasswordSet {}
}
