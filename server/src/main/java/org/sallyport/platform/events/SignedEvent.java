package org.sallyport.platform.events;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.events.facts.Told;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/**
 * Answers signed by a device of the owner. They cannot be guessed, so none of them counts towards
 * the lock.
 */
@EventArea(AuditCode.LOGIN)
public sealed interface SignedEvent extends DomainEvent {

  /**
   * The answer is valid and used up.
   *
   * @param method its factor
   * @param how what the device reports, for example "user verified"
   * @param signIn null for a passwordless sign-in, which begins with the answer
   */
  record Accepted(
      AccountId account, @Nullable SignInId signIn, String purpose, String method, String how)
      implements SignedEvent {}

  /**
   * The answer is invalid, or arrived while the account was locked or disabled.
   *
   * @param reason for example "signature" or "locked"
   */
  @EventFacts(outcome = Outcome.REFUSED)
  record Refused(
      AccountId account, @Nullable SignInId signIn, String purpose, String method, String reason)
      implements SignedEvent {}

  /**
   * The signature is valid, but its signature counter is lower than one seen before, which
   * indicates a cloned authenticator. The answer is refused; owner and admins are notified.
   *
   * @param device as its owner calls it
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(
      to = Told.OWNER_AND_ADMINS,
      kind = NotificationKind.COPIED_PASSKEY,
      text = "copied-passkey",
      shows = "device:passkey")
  record Copied(
      AccountId account, @Nullable SignInId signIn, String purpose, String method, String device)
      implements SignedEvent {}
}
