package org.sallyport.notifications.owner;

import org.sallyport.events.AppEvent;
import org.sallyport.messages.Messages;
import org.sallyport.notifications.Desk;
import org.sallyport.notifications.Notification;
import org.sallyport.notifications.NotificationComposer;
import org.sallyport.notifications.NotificationContext;
import org.sallyport.notifications.NotificationKind;
import org.springframework.stereotype.Component;

/**
 * Notices about phones that approve sign-ins: too many requests, or an answer of a removed phone.
 */
@Component
public class PhoneNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;

  PhoneNotices(NotificationComposer notificationComposer, Desk desk) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
  }

  public Notification paused(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.PHONE_PAUSED,
        Messages.text("notice.phone-paused.subject"),
        Messages.text("notice.phone-paused.what"),
        notificationComposer.facts(notificationContext),
        Messages.text("notice.phone-paused.not-you", desk.words()));
  }

  public Notification removed(
      NotificationContext notificationContext, AppEvent.RemovedPhoneAnswered event) {
    return notificationComposer.toOwner(
        NotificationKind.REMOVED_PHONE,
        Messages.text("notice.removed-phone.subject"),
        Messages.text("notice.removed-phone.what"),
        notificationComposer.facts(
            notificationContext, NotificationComposer.named("notice.fact.device", event.name())),
        Messages.text("notice.removed-phone.not-you", desk.words()));
  }
}
