package org.sallyport.gate.notifications.owner;

import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationKind;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/**
 * Notices of a changed number or e-mail address (rule 28). Addresses are written so that mail
 * programs do not turn them into links: an attacker may own the new address's domain.
 */
@Component
public class ContactNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;
  private final Installation installation;

  ContactNotices(NotificationComposer notificationComposer, Desk desk, Installation installation) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
    this.installation = installation;
  }

  public Notification phone(
      NotificationContext notificationContext, AccountEvent.PhoneChanged event) {
    Fact present = NotificationComposer.fact("notice.fact.new-number", event.to());
    if (event.from().isEmpty()) {
      return ofPhone("notice.phone-added.", notificationContext, present);
    }
    Fact before = NotificationComposer.fact("notice.fact.before", event.from());
    return event.to().isEmpty()
        ? ofPhone("notice.phone-removed.", notificationContext, before)
        : ofPhone(
            event.signIn() == null ? "notice.phone-set." : "notice.phone-changed.",
            notificationContext,
            present,
            before);
  }

  private Notification ofPhone(String key, NotificationContext notificationContext, Fact... facts) {
    return notificationComposer.ofChange(
        NotificationKind.PHONE_CHANGED, key, notificationContext, facts);
  }

  /** To the previous number, by SMS. */
  public Notification phoneBefore(
      NotificationContext notificationContext, AccountEvent.PhoneChanged event) {
    return phone(notificationContext, event)
        .alsoBySms(Messages.text("sms.number-before", installation.host(), desk.words()));
  }

  /** To the previous address. */
  public Notification emailBefore(
      NotificationContext notificationContext, AccountEvent.EmailChanged event) {
    return notificationComposer.ofChange(
        NotificationKind.EMAIL_CHANGED,
        "notice.email-changed.",
        notificationContext,
        NotificationComposer.named("notice.fact.new-address", event.to()));
  }

  /** To the new address. */
  public Notification emailNow(
      NotificationContext notificationContext, AccountEvent.EmailChanged event) {
    return notificationComposer.ofChange(
        NotificationKind.EMAIL_IS_HERE,
        "notice.email-is-here.",
        notificationContext,
        NotificationComposer.named("notice.fact.before", orNone(event.from())));
  }

  private static String orNone(String before) {
    return before.isEmpty() ? Messages.text("notice.fact.none") : before;
  }
}
