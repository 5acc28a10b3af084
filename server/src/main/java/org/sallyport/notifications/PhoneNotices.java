package org.sallyport.notifications;

import org.sallyport.events.AppEvent;
import org.springframework.stereotype.Component;

/**
 * Notices about phones that approve sign-ins: too many requests, or an answer of a removed phone.
 */
@Component
class PhoneNotices {
  private final NotificationComposer notificationComposer;
  private final Desk desk;

  PhoneNotices(NotificationComposer notificationComposer, Desk desk) {
    this.notificationComposer = notificationComposer;
    this.desk = desk;
  }

  Notification paused(NotificationContext notificationContext) {
    return notificationComposer.toOwner(
        NotificationKind.PHONE_PAUSED,
        "Your phone was asked too often to approve a sign-in to Sallyport",
        "Someone entered your right password several times, and your phone was asked each time without a success. It is"
            + " not asked for such sign-ins any more until you have signed in by another way, or by a code from the app.",
        notificationComposer.facts(notificationContext),
        "Then someone knows your password. Approve nothing, sign in by another way and change your password now, or turn"
            + " to "
            + desk.words()
            + ".");
  }

  Notification removed(
      NotificationContext notificationContext, AppEvent.RemovedPhoneAnswered event) {
    return notificationComposer.toOwner(
        NotificationKind.REMOVED_PHONE,
        "A removed phone tried to answer for your Sallyport account",
        "A phone that you had removed answered a sign-in that was open. Its answer was not taken.",
        notificationComposer.facts(
            notificationContext, NotificationComposer.named("Device", event.name())),
        "Then someone else has that phone, and knows your password or watches you. Change your password, or turn to "
            + desk.words()
            + ".");
  }
}
