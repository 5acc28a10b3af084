package org.sallyport.gate.notifications.owner;

import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationKind;
import org.sallyport.platform.events.AppEvent;
import org.springframework.stereotype.Component;

/**
 * Notices about phones that approve sign-ins and changes: too many requests, or an answer of a
 * removed phone.
 */
@Component
public class PhoneNotices {
  private static final String SIGN_IN = "sign-in";

  private final NotificationComposer notificationComposer;

  PhoneNotices(NotificationComposer notificationComposer) {
    this.notificationComposer = notificationComposer;
  }

  /** The requests of a change are counted with those of sign-ins in browsers used before. */
  public Notification paused(NotificationContext notificationContext, AppEvent.Paused event) {
    return notificationComposer.toOwner(
        NotificationKind.PHONE_PAUSED,
        event.purpose().equals(SIGN_IN) ? "notice.phone-paused." : "notice.phone-paused-change.",
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
