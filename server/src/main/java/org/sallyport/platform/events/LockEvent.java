package org.sallyport.platform.events;

import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.events.facts.Told;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;

/** Events of an account's lock. */
@EventArea(AuditCode.USER_RIGHTS_CHANGED)
public sealed interface LockEvent extends DomainEvent {

  /**
   * The fifth consecutive wrong code.
   *
   * @param reference the reference that the owner gives to the help desk
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(
      to = Told.OWNER_AND_ADMINS,
      kind = NotificationKind.LOCKED,
      shows = "reference",
      isWritten = true)
  record Locked(AccountId account, SignInId signIn, String reference) implements LockEvent {}

  @EventFacts(inHistory = true)
  @Notice(kind = NotificationKind.UNLOCKED, shows = "by")
  record Unlocked(AccountId account, String by, String reason) implements LockEvent {}

  /**
   * Wrong codes within 30 days, consecutive or not, reached the number at which increasing waits
   * begin.
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(to = Told.OWNER_AND_ADMINS, kind = NotificationKind.MANY_WRONG_CODES, isWritten = true)
  record ManyWrongCodes(AccountId account, SignInId signIn, int in30Days) implements LockEvent {}
}
