package org.sallyport.gate.notifications;

import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Addressee;
import org.sallyport.gate.notifications.owner.ChangeNotices;
import org.sallyport.gate.notifications.owner.ContactNotices;
import org.sallyport.gate.notifications.owner.DataNotices;
import org.sallyport.gate.notifications.owner.DelayNotices;
import org.sallyport.gate.notifications.owner.RecoveryNotices;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.AccountEvent.ChangeDelayed;
import org.sallyport.platform.events.AccountEvent.ChangeRefused;
import org.sallyport.platform.events.AccountEvent.ChangeStopped;
import org.sallyport.platform.events.AccountEvent.DirectoryLinked;
import org.sallyport.platform.events.AccountEvent.EmailChanged;
import org.sallyport.platform.events.AccountEvent.Imported;
import org.sallyport.platform.events.AccountEvent.IssuerLinked;
import org.sallyport.platform.events.AccountEvent.MethodChanged;
import org.sallyport.platform.events.AccountEvent.OtherWaysChanged;
import org.sallyport.platform.events.AccountEvent.PasswordChanged;
import org.sallyport.platform.events.AccountEvent.PhoneChanged;
import org.sallyport.platform.events.AccountEvent.ResetCancelled;
import org.sallyport.platform.events.AccountEvent.ResetDone;
import org.sallyport.platform.events.AccountEvent.ResetRequested;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.messages.Language;
import org.springframework.stereotype.Component;

/** Who is notified of a change of an account (rules 28, 39). */
@Component
@RequiredArgsConstructor
class AccountNotifications {
  private final NotificationSender sender;
  private final ChangeNotices changes;
  private final ContactNotices contacts;
  private final DelayNotices delays;
  private final RecoveryNotices recovery;
  private final EventNotices composed;
  private final DataNotices data;

  /** Puts the notices of an event into the outbox. */
  void send(AccountEvent event, Origin origin) {
    switch (event) {
      case AccountEvent.SimChanged it ->
          sender.tellByMail(it.account(), () -> contacts.simChanged(it));
      case PasswordChanged it -> sender.toOwner(it, origin, changes::password);
      case MethodChanged it -> sender.toOwner(it, origin, changes::method);
      case OtherWaysChanged it -> sender.toOwner(it, origin, changes::ways);
      case PhoneChanged it -> oldAndNewNumber(it, origin);
      case EmailChanged it -> oldAndNewAddress(it, origin);
      case ChangeRefused it -> sender.toOwner(it, origin, changes::refused);
      case ChangeDelayed it -> sender.toOwner(it, origin, delays::waits);
      case ChangeStopped it -> sender.toOwner(it, origin, delays::stopped);
      case ResetRequested it ->
          sender.toOwnerAndAdmins(it, origin, recovery::resetAsked, recovery::resetForAdmins);
      case ResetDone it -> sender.toOwner(it, origin, recovery::resetDone);
      case ResetCancelled it -> sender.toOwner(it, origin, recovery::resetCancelled);
      case Imported it -> imported(it, origin);
      case DirectoryLinked it -> linked(it, it.reason() != null, origin);
      case IssuerLinked it -> linked(it, it.signIn() != null || it.reason() != null, origin);
      case AccountEvent.LanguageChanged it ->
          sender.toOwnerIn(Language.ofOrInstallation(it.from()), it, origin, changes::language);
      case AccountEvent.Erased it -> sender.toAdmins(() -> data.erased(it));
      default -> throw NotificationComposer.unwritten(event);
    }
  }

  /** An application presented a code or a token that had been used. */
  void copied(ApplicationEvent.CopyPresented event, Origin origin) {
    sender.tellOwner(event.account(), origin, now -> recovery.copiedToken(event));
  }

  /** Who gets an account for the first time is told nothing: nothing was before it. */
  private void linked(AccountEvent event, boolean wasThere, Origin origin) {
    if (wasThere) {
      sender.toOwner(event, origin, now -> composed.toOwner(now, event));
    }
  }

  /** The other admins are notified of each new admin and help desk account (rule 39). */
  private void imported(Imported event, Origin origin) {
    if (!ChangeNotices.edits(event).isEmpty()) {
      sender.toOwner(event, origin, changes::edited);
    }
    ChangeNotices.staffRole(event)
        .ifPresent(
            role ->
                sender.toOtherAdmins(
                    event.account(),
                    () -> changes.staff(sender.now(event.account(), origin), event, role)));
  }

  /** Tells the owner of a changed number, and the previous number by SMS. */
  private void oldAndNewNumber(PhoneChanged event, Origin origin) {
    NotificationContext change = sender.toOwner(event, origin, contacts::phone);
    sender.sms(
        event.account(),
        event.previous(),
        Addressee.compose(change.account(), () -> contacts.phoneBefore(change, event)));
  }

  /**
   * Mails an address change to the previous and to the new address.
   *
   * @throws IllegalStateException if the event was published before the change was written
   */
  private void oldAndNewAddress(EmailChanged event, Origin origin) {
    NotificationContext change = sender.now(event.account(), origin);
    String present = change.account().email();
    if (Objects.equals(event.previous(), present)) {
      throw new IllegalStateException("an EmailChanged was published before the address changed");
    }
    toPreviousAddress(event, change);
    sender.mail(
        event.account(),
        present,
        Addressee.compose(change.account(), () -> contacts.emailNow(change, event)));
  }

  /**
   * If there was no address before, the mobile number gets an SMS: the new address may be someone
   * else's.
   */
  private void toPreviousAddress(EmailChanged event, NotificationContext change) {
    String previous = event.previous();
    Notification before =
        Addressee.compose(change.account(), () -> contacts.emailBefore(change, event));
    if (previous == null) {
      sender.sms(event.account(), change.account().phone(), before.withoutMail());
    } else {
      sender.mail(event.account(), previous, before);
    }
  }
}
