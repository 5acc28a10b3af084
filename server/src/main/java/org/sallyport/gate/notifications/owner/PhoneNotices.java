package org.sallyport.gate.notifications.owner;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.springframework.stereotype.Component;

/** Notices of too many requests to a phone that approves sign-ins and changes. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PhoneNotices {
  private static final String SIGN_IN = "sign-in";

  private final NotificationComposer composer;

  /** The requests of a change are counted with those of sign-ins in browsers used before. */
  public Notification paused(NotificationContext now, AppEvent.Paused event) {
    return composer.toOwner(
        NotificationKind.PHONE_PAUSED,
        event.purpose().equals(SIGN_IN) ? "notice.phone-paused." : "notice.phone-paused-change.",
        composer.facts(now));
  }
}
