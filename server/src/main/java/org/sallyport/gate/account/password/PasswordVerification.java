package org.sallyport.gate.account.password;

/** The result of verifying a password. */
public sealed interface PasswordVerification {

  /**
   * The password is right, and the account may sign in.
   *
   * @param renew whether it should be hashed again, because the parameters were raised or the key
   *     was replaced
   */
  record Right(boolean renew) implements PasswordVerification {}

  /**
   * The password is wrong, or the account is unknown, disabled or not activated. Callers must not
   * distinguish these cases (rule 33).
   */
  record Wrong() implements PasswordVerification {}

  /** The hashing queue is full; the password was not checked (rule 37). */
  record Busy() implements PasswordVerification {}
}
