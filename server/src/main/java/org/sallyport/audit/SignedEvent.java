package org.sallyport.audit;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;

/**
 * Answers that a device of the owner's signed. They are no guesses: none of them counts towards the
 * lock.
 */
public sealed interface SignedEvent extends AuditEvent {

  /**
   * It held, and is spent.
   *
   * @param method its factor
   * @param how what the device says it did, for example "user verified"
   * @param signIn null where it is to open both doors: the sign-in begins with it
   */
  record Accepted(
      AccountId account, @Nullable SignInId signIn, String purpose, String method, String how)
      implements SignedEvent {}

  /**
   * It did not hold, or came while the account was locked or disabled.
   *
   * @param reason for example "signature" or "locked"
   */
  record Refused(
      AccountId account, @Nullable SignInId signIn, String purpose, String method, String reason)
      implements SignedEvent {}

  /**
   * It was signed by the right key, and its count of signatures lies behind one that was seen
   * before. It is refused, and owner and admins are told.
   *
   * @param device as its owner calls it
   */
  record Copied(
      AccountId account, @Nullable SignInId signIn, String purpose, String method, String device)
      implements SignedEvent {}
}
