package org.sallyport.gate.notifications;

import java.util.Objects;
import org.sallyport.gate.account.Addressee;
import org.sallyport.gate.notifications.owner.ChangeNotices;
import org.sallyport.gate.notifications.owner.ContactNotices;
import org.sallyport.gate.notifications.owner.DataNotices;
import org.sallyport.gate.notifications.owner.DelayNotices;
import org.sallyport.gate.notifications.owner.RecoveryNotices;
import org.sallyport.gate.notifications.owner.StudyNotices;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.AccountEvent.Activated;
import org.sallyport.platform.events.AccountEvent.ActivationCodeMade;
import org.sallyport.platform.events.AccountEvent.ActivationCodeUsed;
import org.sallyport.platform.events.AccountEvent.ActivationCodeVoided;
import org.sallyport.platform.events.AccountEvent.ActivationSent;
import org.sallyport.platform.events.AccountEvent.ChangeDelayed;
import org.sallyport.platform.events.AccountEvent.ChangeRefused;
import org.sallyport.platform.events.AccountEvent.ChangeStopped;
import org.sallyport.platform.events.AccountEvent.DeviceLinked;
import org.sallyport.platform.events.AccountEvent.DeviceUnlinked;
import org.sallyport.platform.events.AccountEvent.DirectoryLinked;
import org.sallyport.platform.events.AccountEvent.DirectoryUnlinked;
import org.sallyport.platform.events.AccountEvent.Disabled;
import org.sallyport.platform.events.AccountEvent.EmailChanged;
import org.sallyport.platform.events.AccountEvent.Enabled;
import org.sallyport.platform.events.AccountEvent.Imported;
import org.sallyport.platform.events.AccountEvent.IssuerLinked;
import org.sallyport.platform.events.AccountEvent.IssuerUnlinked;
import org.sallyport.platform.events.AccountEvent.MethodChanged;
import org.sallyport.platform.events.AccountEvent.MethodLost;
import org.sallyport.platform.events.AccountEvent.NameConfirmed;
import org.sallyport.platform.events.AccountEvent.NameWithdrawn;
import org.sallyport.platform.events.AccountEvent.OtherWaysChanged;
import org.sallyport.platform.events.AccountEvent.PasswordChanged;
import org.sallyport.platform.events.AccountEvent.PasswordLinkSent;
import org.sallyport.platform.events.AccountEvent.PhoneChanged;
import org.sallyport.platform.events.AccountEvent.PhoneRefused;
import org.sallyport.platform.events.AccountEvent.RecoveryCodeUsed;
import org.sallyport.platform.events.AccountEvent.RecoveryCodesMade;
import org.sallyport.platform.events.AccountEvent.ResetApproved;
import org.sallyport.platform.events.AccountEvent.ResetCancelled;
import org.sallyport.platform.events.AccountEvent.ResetDone;
import org.sallyport.platform.events.AccountEvent.ResetRequested;
import org.sallyport.platform.events.AccountEvent.RoleChanged;
import org.sallyport.platform.events.AccountEvent.SessionsEnded;
import org.sallyport.platform.events.AccountEvent.StepUpDemanded;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.messages.Language;
import org.springframework.stereotype.Component;

/** Who is notified of a change of an account (rules 28, 39). */
@Component
class AccountNotifications {
  private final NotificationSender sender;
  private final ChangeNotices changes;
  private final ContactNotices contacts;
  private final DelayNotices delays;
  private final RecoveryNotices recovery;
  private final StudyNotices studies;
  private final DataNotices data;

  AccountNotifications(
      NotificationSender sender,
      ChangeNotices changes,
      ContactNotices contacts,
      DelayNotices delays,
      RecoveryNotices recovery,
      StudyNotices studies,
      DataNotices data) {
    this.sender = sender;
    this.changes = changes;
    this.contacts = contacts;
    this.delays = delays;
    this.recovery = recovery;
    this.studies = studies;
    this.data = data;
  }

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
      case RoleChanged it -> sender.toOwner(it, origin, changes::role);
      case DeviceLinked it -> sender.toOwner(it, origin, changes::linked);
      case DeviceUnlinked it -> sender.toOwner(it, origin, changes::unlinked);
      case ChangeRefused it -> sender.toOwner(it, origin, changes::refused);
      case ChangeDelayed it -> sender.toOwner(it, origin, delays::waits);
      case ChangeStopped it -> sender.toOwner(it, origin, delays::stopped);
      case RecoveryCodesMade it -> sender.toOwner(it, origin, recovery::codesMade);
      case RecoveryCodeUsed it -> sender.toOwner(it, origin, recovery::codeUsed);
      case ActivationCodeMade it -> sender.toOwner(it, origin, recovery::activationMade);
      case ActivationCodeUsed it -> sender.toOwner(it, origin, recovery::activationUsed);
      case ActivationCodeVoided it -> sender.toOwner(it, origin, recovery::activationVoided);
      case ResetRequested it ->
          sender.toOwnerAndAdmins(it, origin, recovery::resetAsked, recovery::resetForAdmins);
      case ResetDone it -> sender.toOwner(it, origin, recovery::resetDone);
      case SessionsEnded it -> sender.toOwner(it, origin, recovery::sessionsEnded);
      case ResetCancelled it -> sender.toOwner(it, origin, recovery::resetCancelled);
      case Imported it -> imported(it, origin);
      case AccountEvent.Renamed it -> sender.toOwner(it, origin, changes::renamed);
      case Disabled it -> sender.toOwner(it, origin, changes::disabled);
      case Enabled it -> sender.toOwner(it, origin, changes::enabled);
      case DirectoryLinked it -> linked(it, origin);
      case DirectoryUnlinked it -> sender.toOwner(it, origin, changes::directoryUnlinked);
      case IssuerLinked it -> linked(it, origin);
      case AccountEvent.ScimGiven it -> sender.toOwner(it, origin, changes::scimGiven);
      case AccountEvent.ScimTakenBack it -> sender.toOwner(it, origin, changes::scimTakenBack);
      case IssuerUnlinked it -> sender.toOwner(it, origin, changes::issuerUnlinked);
      case Activated _,
          ActivationSent _,
          PasswordLinkSent _,
          PhoneRefused _,
          AccountEvent.SmsRiskConfirmed _,
          StepUpDemanded _,
          MethodLost _,
          ResetApproved
              _ -> {} // The owner was told when it was asked for, and is told when it is done.
      case NameConfirmed it -> sender.toOwner(it, origin, studies::nameConfirmed);
      case NameWithdrawn it -> sender.toOwner(it, origin, studies::nameWithdrawn);
      case AccountEvent.DataExported it -> sender.toOwner(it, origin, data::exported);
      case AccountEvent.LanguageChanged it ->
          sender.toOwnerIn(Language.ofOrInstallation(it.from()), it, origin, changes::language);
      case AccountEvent.Erased it -> sender.toAdmins(() -> data.erased(it));
    }
  }

  /** An application presented a code or a token that had been used. */
  void copied(ApplicationEvent.CopyPresented event, Origin origin) {
    sender.tellOwner(event.account(), origin, now -> recovery.copiedToken(event));
  }

  /** Who gets an account for the first time is told nothing: nothing was before it. */
  private void linked(DirectoryLinked event, Origin origin) {
    if (event.reason() != null) {
      sender.toOwner(event, origin, changes::directoryLinked);
    }
  }

  private void linked(IssuerLinked event, Origin origin) {
    if (event.signIn() != null || event.reason() != null) {
      sender.toOwner(event, origin, changes::issuerLinked);
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
