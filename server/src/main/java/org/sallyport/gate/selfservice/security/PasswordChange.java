package org.sallyport.gate.selfservice.security;

import java.time.Instant;

/** The result of submitting a new password. */
sealed interface PasswordChange {

  /** The password was changed. */
  record Changed() implements PasswordChange {}

  /** The password will change after a delay, because a method was reported as lost. */
  record Waits() implements PasswordChange {}

  /**
   * The new password is rejected.
   *
   * @param words what to do, for the page
   */
  record NewPasswordRejected(String words) implements PasswordChange {}

  /** The current password was wrong. */
  record WrongPassword() implements PasswordChange {}

  /** The current password was not checked, because too many before it were wrong (rule 18). */
  record Throttled(Instant until) implements PasswordChange {}

  /** The current password was not checked, because the hashing queue is full (rule 37). */
  record Busy() implements PasswordChange {}

  /** The change was not begun, or has expired. */
  record NotBegun() implements PasswordChange {}
}
