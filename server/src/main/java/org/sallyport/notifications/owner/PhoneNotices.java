package org.sallyport.notifications.owner;

import org.sallyport.events.AppEvent;
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

  PhoneNotices(NotificationComposer notificationComposer) {
    this.notificationComposer = notificationComposer;
  }

  public Notification paused(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.PHONE_PAUSED,
        "notice.phone-paused.",
        notificationComposer.facts(notificationContext));
  }

  public Notification removed(
      NotificationContext notificationContext, AppEvent.RemovedPhoneAnswered event) {
    return notificationComposer.toOwner(
        NotificationKind.REMOVED_PHONE,
        "notice.removed-phone.",
        notificationComposer.facts(
            notificationContext, NotificationComposer.named("notice.fact.device", event.name())));
  }
}
