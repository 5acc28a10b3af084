package org.sallyport.selfservice.security;

import java.time.Instant;

/** What came of giving a new password. */
sealed interface PasswordChange {

  /** It is the account's now. */
  record Changed() implements PasswordChange {}

  /** It becomes the account's after a time, since a method is said to be lost. */
  record Waits() implements PasswordChange {}

  /**
   * The new one may not become the account's.
   *
   * @param words what to do, for the page
   */
  record Refused(String words) implements PasswordChange {}

  /** The password so far was wrong. */
  record WrongPassword() implements PasswordChange {}

  /** It was not looked at, since too many before it were wrong (rule 18). */
  record Throttled(Instant until) implements PasswordChange {}

  /** It was not looked at, since too many are waiting (rule 37). */
  record Busy() implements PasswordChange {}

  /** The change was not begun, or too long ago. */
  record NotBegun() implements PasswordChange {}
}
