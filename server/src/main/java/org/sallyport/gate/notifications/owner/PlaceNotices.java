package org.sallyport.gate.notifications.owner;

import static org.sallyport.gate.notifications.NotificationComposer.fact;

import org.sallyport.gate.notifications.Notification;
import org.sallyport.gate.notifications.NotificationComposer;
import org.sallyport.gate.notifications.NotificationContext;
import org.sallyport.gate.notifications.NotificationKind;
import org.sallyport.gate.notifications.NotificationProperties;
import org.sallyport.gate.notifications.NotificationSender;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;

/**
 * Notices of a sign-in from a browser and a network that are new to the account (rule 43), and of
 * one to an account that was not used for long.
 */
@Component
public class PlaceNotices {
  private final NotificationComposer composer;
  private final NotificationSender notificationSender;
  private final NotificationProperties properties;
  private final ChangeNames changeNames;

  public PlaceNotices(
      NotificationComposer composer,
      NotificationSender notificationSender,
      NotificationProperties properties,
      ChangeNames changeNames) {
    this.composer = composer;
    this.notificationSender = notificationSender;
    this.properties = properties;
    this.changeNames = changeNames;
  }

  /** Notifies the owner unless the installation has turned these notices off. */
  public void send(SignInEvent.NewPlace place, Origin origin) {
    if (properties.newLocation()) {
      notificationSender.tellOwner(place.account(), origin, now -> notice(now, place));
    }
  }

  private Notification notice(NotificationContext notificationContext, SignInEvent.NewPlace place) {
    return composer.toOwner(
        NotificationKind.NEW_PLACE,
        "notice.new-place.",
        composer.facts(
            notificationContext,
            fact("notice.fact.signed-in-by", changeNames.name(place.method()))));
  }

  /** Of a sign-in to an account that was not used for long. */
  public Notification longUnused(NotificationContext context, SignInEvent.LongUnused event) {
    return composer.toOwner(
        NotificationKind.LONG_UNUSED,
        "notice.long-unused.",
        composer.facts(
            context,
            fact("notice.fact.signed-in-by", changeNames.name(event.method())),
            fact("notice.fact.last-used", composer.when(event.lastUsed()))));
  }
}
