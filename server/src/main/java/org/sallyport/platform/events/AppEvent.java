package org.sallyport.platform.events;

import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.events.facts.Told;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;

/**
 * Events of phones with the Sallyport Authenticator. None of them contains the number to be
 * matched.
 */
@EventArea(AuditCode.LOGIN)
public sealed interface AppEvent extends DomainEvent {
  /** The method name of such a phone in events of sign-ins and changes. */
  String METHOD = "app";

  /**
   * A phone used the pairing secret shown on a settings page, and awaits confirmation there.
   *
   * @param signIn the session that shows it
   * @param name as the phone calls itself
   */
  record Claimed(AccountId account, SignInId signIn, String name) implements AppEvent {}

  /** A request was sent to the phones of an account. */
  record ApprovalRequested(AccountId account, SignInId signIn, String purpose)
      implements AppEvent {}

  /** No request was sent, because too many earlier ones were not answered. */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(kind = NotificationKind.PHONE_PAUSED, isWritten = true)
  record Paused(AccountId account, SignInId signIn, String purpose, int unanswered)
      implements AppEvent {}

  record Approved(AccountId account, SignInId signIn, String purpose, DeviceId device)
      implements AppEvent {}

  /**
   * The entered number does not match the one on the page.
   *
   * @param left numbers that may still be entered for this request
   */
  @EventFacts(outcome = Outcome.REFUSED)
  record WrongNumber(AccountId account, SignInId signIn, String purpose, DeviceId device, int left)
      implements AppEvent {}

  @EventFacts(outcome = Outcome.REFUSED)
  record Denied(AccountId account, SignInId signIn, String purpose, DeviceId device)
      implements AppEvent {}

  /** The owner reported on a phone that this sign-in is somebody else's. */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(to = Told.OWNER_AND_ADMINS, kind = NotificationKind.NOT_ME)
  record NotMe(AccountId account, SignInId signIn, DeviceId device) implements AppEvent {}

  /** A phone that has been removed answered an open request. */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(kind = NotificationKind.REMOVED_PHONE, text = "removed-phone", shows = "name:device")
  record RemovedPhoneAnswered(AccountId account, SignInId signIn, DeviceId device, String name)
      implements AppEvent {}
}
