package org.sallyport.account.password;

/** What came of looking at a password. */
public sealed interface PasswordVerification {

  /**
   * It is the account's password, and the account may sign in with it.
   *
   * @param renew whether it should be hashed anew, since the parameters or the key have risen
   */
  record Right(boolean renew) implements PasswordVerification {}

  /**
   * A wrong password, or an account that is unknown, disabled or never activated. Which of them is
   * nobody's to know (rule 33).
   */
  record Wrong() implements PasswordVerification {}

  /** Too many passwords are waiting to be hashed; this one was not looked at (rule 37). */
  record Busy() implements PasswordVerification {}
}
