package org.sallyport.gate.notifications;

import org.sallyport.gate.notifications.owner.CopyNotices;
import org.sallyport.gate.notifications.owner.LockNotices;
import org.sallyport.gate.notifications.owner.PhoneNotices;
import org.sallyport.gate.notifications.owner.PlaceNotices;
import org.sallyport.gate.notifications.owner.RecoveryNotices;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.AppEvent.ApprovalRequested;
import org.sallyport.platform.events.AppEvent.Approved;
import org.sallyport.platform.events.AppEvent.Claimed;
import org.sallyport.platform.events.AppEvent.Denied;
import org.sallyport.platform.events.AppEvent.Paused;
import org.sallyport.platform.events.AppEvent.RemovedPhoneAnswered;
import org.sallyport.platform.events.AppEvent.WrongNumber;
import org.sallyport.platform.events.BrowserEvent;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.events.SignInEvent.Completed;
import org.sallyport.platform.events.SignInEvent.Ended;
import org.sallyport.platform.events.SignInEvent.MethodChosen;
import org.sallyport.platform.events.SignInEvent.MethodRefused;
import org.sallyport.platform.events.SignInEvent.NewPlace;
import org.sallyport.platform.events.SignInEvent.PasswordAccepted;
import org.sallyport.platform.events.SignInEvent.PasswordRefused;
import org.sallyport.platform.events.SignInEvent.PasswordThrottled;
import org.sallyport.platform.events.SignInEvent.RefusedWhileLocked;
import org.sallyport.platform.events.SignInEvent.SteppedUp;
import org.sallyport.platform.events.SignedEvent;
import org.springframework.stereotype.Component;

/**
 * Who is notified of what happens at sign-ins: locks and wrong codes, copied passkeys and cookies,
 * requests to phones (rules 15, 18, 21, 36, 43).
 */
@Component
class SignInNotifications {
  private final NotificationSender sender;
  private final LockNotices locks;
  private final RecoveryNotices recovery;
  private final PhoneNotices phones;
  private final CopyNotices copies;
  private final PlaceNotices places;
  private final NotificationProperties properties;

  SignInNotifications(
      NotificationSender sender,
      LockNotices locks,
      RecoveryNotices recovery,
      PhoneNotices phones,
      CopyNotices copies,
      PlaceNotices places,
      NotificationProperties properties) {
    this.sender = sender;
    this.locks = locks;
    this.recovery = recovery;
    this.phones = phones;
    this.copies = copies;
    this.places = places;
    this.properties = properties;
  }

  void send(SignInEvent event, Origin origin) {
    switch (event) {
      case SignInEvent.NotMe it ->
          sender.toOwnerAndAdmins(it, origin, recovery::notMe, recovery::notMeForAdmins);
      case NewPlace it -> places.send(it, origin);
      case SignInEvent.LongUnused it -> sender.toOwner(it, origin, places::longUnused);
      case PasswordRefused _,
          PasswordThrottled _,
          SignInEvent.DirectoryRefused _,
          PasswordAccepted _,
          SignInEvent.IssuerAccepted _,
          SignInEvent.IssuerRefused _,
          SignInEvent.TicketAccepted _,
          SignInEvent.FactorGivenForIssuer _,
          SignInEvent.FactorConfirmed _,
          RefusedWhileLocked _,
          MethodChosen _,
          MethodRefused _,
          Completed _,
          SteppedUp _,
          Ended _ -> {}
    }
  }

  void send(AppEvent event, Origin origin) {
    switch (event) {
      case AppEvent.NotMe it ->
          sender.toOwnerAndAdmins(it, origin, recovery::notMe, recovery::notMeForAdmins);
      case Paused it -> sender.toOwner(it, origin, phones::paused);
      case RemovedPhoneAnswered it -> sender.toOwner(it, origin, phones::removed);
      case Claimed _, ApprovalRequested _, Approved _, WrongNumber _, Denied _ -> {}
    }
  }

  void send(LockEvent event, Origin origin) {
    switch (event) {
      case LockEvent.Locked it -> locked(it, origin);
      case LockEvent.ManyWrongCodes it ->
          sender.toOwnerAndAdmins(
              it, origin, locks::manyWrongCodes, locks::manyWrongCodesForAdmins);
      case LockEvent.Unlocked it -> sender.toOwner(it, origin, locks::unlocked);
    }
  }

  private void locked(LockEvent.Locked event, Origin origin) {
    sender.toOwnerAndAdmins(event, origin, locks::locked, locks::lockedForAdmins);
    if (properties.locksToHelpDesk()) {
      sender.toHelpDesk(() -> locks.lockedForAdmins(sender.now(event.account(), origin), event));
    }
  }

  void send(SignedEvent event, Origin origin) {
    switch (event) {
      case SignedEvent.Copied it ->
          sender.toOwnerAndAdmins(it, origin, copies::copied, copies::copiedForAdmins);
      case SignedEvent.Accepted _, SignedEvent.Refused _ -> {}
    }
  }

  void send(BrowserEvent event, Origin origin) {
    switch (event) {
      case BrowserEvent.CopyPresented it -> sender.toOwner(it, origin, recovery::copiedCookie);
      case BrowserEvent.Remembered _, BrowserEvent.Forgotten _ -> {}
    }
  }
}
