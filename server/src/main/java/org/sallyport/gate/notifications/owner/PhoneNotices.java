package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.named;

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

  private final NotificationComposer composer;

  PhoneNotices(NotificationComposer composer) {
    this.composer = composer;
  }

  /** The requests of a change are counted with those of sign-ins in browsers used before. */
  public Notification paused(NotificationContext now, AppEvent.Paused event) {
    return composer.toOwner(
        NotificationKind.PHONE_PAUSED,
        event.purpose().equals(SIGN_IN) ? "notice.phone-paused." : "notice.phone-paused-change.",
        composer.facts(now));
  }

  public Notification removed(NotificationContext now, AppEvent.RemovedPhoneAnswered event) {
    return composer.toOwner(
        NotificationKind.REMOVED_PHONE,
        "notice.removed-phone.",
        composer.facts(now, named("notice.fact.device", event.name())));
  }
}
