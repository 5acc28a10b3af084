package org.sallyport.gate.notifications.owner;

import org.sallyport.gate.notifications.Desk;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationKind;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.installation.Counted;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;

/** Notices of wrong codes and the lock (rules 15, 18). */
@Component
public class LockNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;

  LockNotices(NotificationComposer notificationComposer, Desk desk) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
  }

  public Notification locked(NotificationContext notificationContext, LockEvent.Locked event) {
    return notificationComposer.toOwner(
        NotificationKind.LOCKED,
        "notice.locked.",
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.fact("notice.fact.reference", event.reference())));
  }

  public Notification unlocked(NotificationContext notificationContext, LockEvent.Unlocked event) {
    return notificationComposer.toOwner(
        NotificationKind.UNLOCKED,
        "notice.unlocked.",
        notificationComposer.facts(notificationContext, notificationComposer.by(event.by())));
  }

  public Notification lockedForAdmins(
      NotificationContext notificationContext, LockEvent.Locked event) {
    return notificationComposer.toAdmin(
        NotificationKind.LOCKED_FOR_ADMINS,
        "notice.locked-for-admins.",
        notificationComposer.facts(
            notificationContext,
            NotificationComposer.fact("notice.fact.reference", event.reference())));
  }

  public Notification manyWrongCodes(
      NotificationContext notificationContext, LockEvent.ManyWrongCodes event) {
    return notificationComposer.toOwner(
        NotificationKind.MANY_WRONG_CODES,
        Messages.text("notice.many-wrong-codes.subject"),
        Messages.text(
            "notice.many-wrong-codes.what", event.in30Days(), Counted.number(event.in30Days())),
        notificationComposer.facts(notificationContext),
        Messages.text("notice.knows-password", desk.words()));
  }

  public Notification manyWrongCodesForAdmins(
      NotificationContext notificationContext, LockEvent.ManyWrongCodes event) {
    return notificationComposer.toAdmin(
        NotificationKind.MANY_WRONG_CODES_FOR_ADMINS,
        Messages.text("notice.many-wrong-codes-for-admins.subject"),
        Messages.text(
            "notice.many-wrong-codes-for-admins.what",
            event.in30Days(),
            Counted.number(event.in30Days())),
        notificationComposer.facts(notificationContext),
        Messages.text("notice.many-wrong-codes-for-admins.next"));
  }
}
