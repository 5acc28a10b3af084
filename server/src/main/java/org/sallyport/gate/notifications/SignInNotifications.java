package org.sallyport.gate.notifications;

import lombok.RequiredArgsConstructor;
import org.sallyport.gate.notifications.owner.LockNotices;
import org.sallyport.gate.notifications.owner.PhoneNotices;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;

/**
 * Who is notified of what happens at sign-ins: locks and wrong codes, copied passkeys and cookies,
 * requests to phones (rules 15, 18, 21, 36, 43).
 */
@Component
@RequiredArgsConstructor
class SignInNotifications {
  private final NotificationSender sender;
  private final EventNotices composed;
  private final LockNotices locks;
  private final PhoneNotices phones;
  private final NotificationProperties properties;

  void send(DomainEvent event, Origin origin) {
    switch (event) {
      case SignInEvent.NewPlace it -> newPlace(it, origin);
      case AppEvent.Paused it -> sender.toOwner(it, origin, phones::paused);
      case LockEvent.Locked it -> locked(it, origin);
      case LockEvent.ManyWrongCodes it ->
          sender.toOwnerAndAdmins(
              it, origin, locks::manyWrongCodes, locks::manyWrongCodesForAdmins);
      default -> throw NotificationComposer.unwritten(event);
    }
  }

  private void newPlace(SignInEvent.NewPlace event, Origin origin) {
    if (properties.newLocation()) {
      sender.toOwner(event, origin, now -> composed.toOwner(now, event));
    }
  }

  private void locked(LockEvent.Locked event, Origin origin) {
    sender.toOwnerAndAdmins(
        event, origin, now -> composed.toOwner(now, event), now -> composed.toAdmins(now, event));
    if (properties.locksToHelpDesk()) {
      sender.toHelpDesk(() -> composed.toAdmins(sender.now(event.account(), origin), event));
    }
  }
}
