package org.sallyport.notifications.owner;

import org.sallyport.delivery.MessageBody.Fact;
import org.sallyport.events.AccountEvent;
import org.sallyport.messages.Messages;
import org.sallyport.notifications.Desk;
import org.sallyport.notifications.Notification;
import org.sallyport.notifications.NotificationComposer;
import org.sallyport.notifications.NotificationContext;
import org.sallyport.notifications.NotificationKind;
import org.springframework.stereotype.Component;

/**
 * Notices of a changed number or e-mail address (rule 28). Addresses are written so that mail
 * programs do not turn them into links: an attacker may own the new address's domain.
 */
@Component
public class ContactNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;

  ContactNotices(NotificationComposer notificationComposer, Desk desk) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
  }

  public Notification phone(
      NotificationContext notificationContext, AccountEvent.PhoneChanged event) {
    if (event.from().isEmpty()) {
      return change(
          NotificationKind.PHONE_CHANGED,
          Messages.text("notice.phone-added.subject"),
          Messages.text("notice.phone-added.what"),
          notificationContext,
          NotificationComposer.fact("notice.fact.new-number", event.to()));
    }
    return change(
        NotificationKind.PHONE_CHANGED,
        Messages.text("notice.phone-changed.subject"),
        Messages.text("notice.phone-changed.what"),
        notificationContext,
        NotificationComposer.fact("notice.fact.new-number", event.to()),
        NotificationComposer.fact("notice.fact.before", orNone(event.from())));
  }

  /** To the previous address. */
  public Notification emailBefore(
      NotificationContext notificationContext, AccountEvent.EmailChanged event) {
    return change(
        NotificationKind.EMAIL_CHANGED,
        Messages.text("notice.email-changed.subject"),
        Messages.text("notice.email-changed.what"),
        notificationContext,
        NotificationComposer.named("notice.fact.new-address", event.to()));
  }

  /** To the new address. */
  public Notification emailNow(
      NotificationContext notificationContext, AccountEvent.EmailChanged event) {
    return change(
        NotificationKind.EMAIL_IS_HERE,
        Messages.text("notice.email-is-here.subject"),
        Messages.text("notice.email-is-here.what"),
        notificationContext,
        NotificationComposer.named("notice.fact.before", orNone(event.from())));
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
    return before.isEmpty() ? Messages.text("notice.fact.none") : before;
  }
}
