package org.sallyport.notifications;

import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.events.AccountEvent;
import org.springframework.stereotype.Component;

/**
 * Notices of a changed number or e-mail address (rule 28). Addresses are written so that mail
 * programs do not turn them into links: an attacker may own the new address's domain.
 */
@Component
class ContactNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;

  ContactNotices(NotificationComposer notificationComposer, Desk desk) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
  }

  Notification phone(NotificationContext notificationContext, AccountEvent.PhoneChanged event) {
    if (event.from().isEmpty()) {
      return change(
          NotificationKind.PHONE_CHANGED,
          "A mobile number was added to your Sallyport account",
          "Your account has a mobile number now. Codes by SMS go to it.",
          notificationContext,
          NotificationComposer.fact("New number", event.to()));
    }
    return change(
        NotificationKind.PHONE_CHANGED,
        "Your Sallyport mobile number was changed",
        "Your account has another mobile number. Codes by SMS go to it from now on.",
        notificationContext,
        NotificationComposer.fact("New number", event.to()),
        NotificationComposer.fact("Before", orNone(event.from())));
  }

  /** To the previous address. */
  Notification emailBefore(
      NotificationContext notificationContext, AccountEvent.EmailChanged event) {
    return change(
        NotificationKind.EMAIL_CHANGED,
        "Your Sallyport e-mail address was changed",
        "Your account has another e-mail address. This is the last message about it to the old one.",
        notificationContext,
        NotificationComposer.named("New address", event.to()));
  }

  /** To the new address. */
  Notification emailNow(NotificationContext notificationContext, AccountEvent.EmailChanged event) {
    return change(
        NotificationKind.EMAIL_IS_HERE,
        "This is now your Sallyport e-mail address",
        "Messages about your account, and codes by e-mail, come to this address from now on.",
        notificationContext,
        NotificationComposer.named("Before", orNone(event.from())));
  }

  private Notification change(
      NotificationKind notificationKind,
      String subject,
      String what,
      NotificationContext notificationContext,
      Fact... facts) {
    return notificationComposer.toOwner(
        notificationKind,
        subject,
        what,
        notificationComposer.facts(notificationContext, facts),
        desk.canUndo());
  }

  private static String orNone(String before) {
    return before.isEmpty() ? "none" : before;
  }
}
