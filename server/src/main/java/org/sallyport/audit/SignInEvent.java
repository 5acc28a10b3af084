package org.sallyport.audit;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/** The way in and out. */
public sealed interface SignInEvent extends AuditEvent {

  /**
   * A password was refused: wrong, or of an unknown, disabled or never activated account.
   *
   * @param account null if no account has that name
   */
  record PasswordRefused(@Nullable AccountId account) implements SignInEvent {}

  /**
   * Passwords were not even looked at, since too many before them were wrong. Of the tries of one
   * network and day only the 1st, 10th, 100th and so on is recorded.
   *
   * @param network for example "192.0.2.7" or "2001:db8:1:2::/64"
   * @param today so many so far
   */
  record PasswordThrottled(String network, long today) implements SignInEvent {}

  record PasswordAccepted(AccountId account, SignInId signIn) implements SignInEvent {}

  /** The right password of a locked account. */
  record RefusedWhileLocked(AccountId account, SignInId signIn) implements SignInEvent {}

  /**
   * The first sign-in's dialog was answered.
   *
   * @param method the method that counts once its first code is answered
   */
  record MethodChosen(AccountId account, SignInId signIn, String method) implements SignInEvent {}

  /** Somebody asked for a method that was not offered. */
  record MethodRefused(AccountId account, SignInId signIn) implements SignInEvent {}

  /**
   * Both doors are open.
   *
   * @param method how the second door was opened: a factor, "remembered", or "password" where no
   *     factor is asked
   */
  record Completed(AccountId account, SignInId signIn, String method) implements SignInEvent {}

  /**
   * The account was opened in a browser and from a network that it had not used before.
   *
   * @param method how the second door was opened
   */
  record NewPlace(AccountId account, SignInId signIn, String method) implements SignInEvent {}

  /** The second factor was given again for a change of the account. */
  record SteppedUp(AccountId account, SignInId signIn, String method) implements SignInEvent {}

  /**
   * It ended.
   *
   * @param reason in one word or two, as the column end_reason has it
   */
  record Ended(AccountId account, SignInId signIn, String reason) implements SignInEvent {}

  /**
   * The owner says a sign-in was not theirs.
   *
   * @param reported the sign-in that was somebody else's
   */
  record NotMe(AccountId account, SignInId signIn, SignInId reported) implements SignInEvent {}
}
