package org.sallyport.gate.notifications;

import java.util.Objects;
import java.util.function.Function;
import org.sallyport.gate.notifications.owner.ChangeNotices;
import org.sallyport.gate.notifications.owner.ContactNotices;
import org.sallyport.gate.notifications.owner.CopyNotices;
import org.sallyport.gate.notifications.owner.DataNotices;
import org.sallyport.gate.notifications.owner.DelayNotices;
import org.sallyport.gate.notifications.owner.GroupNotices;
import org.sallyport.gate.notifications.owner.LockNotices;
import org.sallyport.gate.notifications.owner.OutsideShares;
import org.sallyport.gate.notifications.owner.PhoneNotices;
import org.sallyport.gate.notifications.owner.PlaceNotices;
import org.sallyport.gate.notifications.owner.RecoveryNotices;
import org.sallyport.gate.notifications.owner.ShareNotices;
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
import org.sallyport.platform.events.AccountEvent.Disabled;
import org.sallyport.platform.events.AccountEvent.EmailChanged;
import org.sallyport.platform.events.AccountEvent.Enabled;
import org.sallyport.platform.events.AccountEvent.Imported;
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
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.AppEvent.ApprovalRequested;
import org.sallyport.platform.events.AppEvent.Approved;
import org.sallyport.platform.events.AppEvent.Claimed;
import org.sallyport.platform.events.AppEvent.Denied;
import org.sallyport.platform.events.AppEvent.Paused;
import org.sallyport.platform.events.AppEvent.RemovedPhoneAnswered;
import org.sallyport.platform.events.AppEvent.WrongNumber;
import org.sallyport.platform.events.BrowserEvent;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.ShareEvent;
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
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.events.SystemEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is notified of which event: the owner of the account, or the admins too (rules 15, 18, 21,
 * 28, 36, 39, 43). Events without a notice are listed as well, so that each new one must be handled
 * here.
 */
@Component
public class Notifications {
  /** Writes the notice of an event. */
  @FunctionalInterface
  private interface Notice<E extends DomainEvent> {
    Notification of(NotificationContext now, E event);
  }

  private final NotificationSender sender;
  private final ChangeNotices changes;
  private final ContactNotices contacts;
  private final DelayNotices delays;
  private final LockNotices locks;
  private final RecoveryNotices recovery;
  private final PhoneNotices phones;
  private final CopyNotices copies;
  private final PlaceNotices places;
  private final ShareNotices shares;
  private final OutsideShares outside;
  private final GroupNotices groups;
  private final StudyNotices studies;
  private final DataNotices data;
  private final ExportNotice export;
  private final StaffReadsNotice reads;

  Notifications(
      NotificationSender sender,
      ChangeNotices changes,
      ContactNotices contacts,
      DelayNotices delays,
      LockNotices locks,
      RecoveryNotices recovery,
      PhoneNotices phones,
      CopyNotices copies,
      PlaceNotices places,
      ShareNotices shares,
      OutsideShares outside,
      GroupNotices groups,
      StudyNotices studies,
      DataNotices data,
      ExportNotice export,
      StaffReadsNotice reads) {
    this.sender = sender;
    this.changes = changes;
    this.contacts = contacts;
    this.delays = delays;
    this.locks = locks;
    this.recovery = recovery;
    this.phones = phones;
    this.copies = copies;
    this.places = places;
    this.shares = shares;
    this.outside = outside;
    this.groups = groups;
    this.studies = studies;
    this.data = data;
    this.export = export;
    this.reads = reads;
  }

  /** Puts the notices of an event into the outbox. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void send(DomainEvent event, Origin origin) {
    switch (event) {
      case AccountEvent it -> ofAccount(it, origin);
      case SignInEvent it -> ofSignIn(it, origin);
      case AppEvent it -> ofPhone(it, origin);
      case ShareEvent it -> ofShare(it, origin);
      case LockEvent.Locked it -> ownerAndAdmins(it, origin, locks::locked, locks::lockedForAdmins);
      case LockEvent.ManyWrongCodes it ->
          ownerAndAdmins(it, origin, locks::manyWrongCodes, locks::manyWrongCodesForAdmins);
      case SignedEvent.Copied it ->
          ownerAndAdmins(it, origin, copies::copied, copies::copiedForAdmins);
      case GroupEvent it -> ofGroup(it, origin);
      case BrowserEvent.CopyPresented it -> owner(it, origin, recovery::copiedCookie);
      case LockEvent.Unlocked it -> owner(it, origin, locks::unlocked);
      case SignedEvent.Accepted _,
          SignedEvent.Refused _,
          BrowserEvent.Remembered _,
          BrowserEvent.Forgotten _ -> {}
      case StudyEvent it -> ofStudy(it, origin);
      case CodeEvent _ -> {} // FailedSignIns and SprayedCodes decide which refused codes are told.
      case SystemEvent.AuditExportStopped it -> sender.toAdmins(export.of(it));
      case SystemEvent.ErasureDue it -> sender.toAdmins(data.erasureDue(it));
      case SystemEvent.StaffReadsCounted it -> sender.toAdmins(reads.of(it));
      case SystemEvent _ -> {} // LimitNotices tells the admins of a limit before its event.
    }
  }

  private void ofAccount(AccountEvent event, Origin origin) {
    switch (event) {
      case PasswordChanged it -> owner(it, origin, changes::password);
      case MethodChanged it -> owner(it, origin, changes::method);
      case OtherWaysChanged it -> owner(it, origin, changes::ways);
      case PhoneChanged it -> oldAndNewNumber(it, origin);
      case EmailChanged it -> oldAndNewAddress(it, origin);
      case RoleChanged it -> owner(it, origin, changes::role);
      case DeviceLinked it -> owner(it, origin, changes::linked);
      case DeviceUnlinked it -> owner(it, origin, changes::unlinked);
      case ChangeRefused it -> owner(it, origin, changes::refused);
      case ChangeDelayed it -> owner(it, origin, delays::waits);
      case ChangeStopped it -> owner(it, origin, delays::stopped);
      case RecoveryCodesMade it -> owner(it, origin, recovery::codesMade);
      case RecoveryCodeUsed it -> owner(it, origin, recovery::codeUsed);
      case ActivationCodeMade it -> owner(it, origin, recovery::activationMade);
      case ActivationCodeUsed it -> owner(it, origin, recovery::activationUsed);
      case ActivationCodeVoided it -> owner(it, origin, recovery::activationVoided);
      case ResetRequested it ->
          ownerAndAdmins(it, origin, recovery::resetAsked, recovery::resetForAdmins);
      case ResetDone it -> owner(it, origin, recovery::resetDone);
      case SessionsEnded it -> owner(it, origin, recovery::sessionsEnded);
      case ResetCancelled it -> owner(it, origin, recovery::resetCancelled);
      case Imported it -> imported(it, origin);
      case Disabled it -> owner(it, origin, changes::disabled);
      case Enabled it -> owner(it, origin, changes::enabled);
      case Activated _,
          ActivationSent _,
          PasswordLinkSent _,
          PhoneRefused _,
          StepUpDemanded _,
          MethodLost _,
          ResetApproved
              _ -> {} // The owner was told when it was asked for, and is told when it is done.
      case NameConfirmed it -> owner(it, origin, studies::nameConfirmed);
      case NameWithdrawn it -> owner(it, origin, studies::nameWithdrawn);
      case AccountEvent.DataExported it -> owner(it, origin, data::exported);
      case AccountEvent.Erased it -> sender.toAdmins(data.erased(it));
    }
  }

  /** The other admins are notified of each new admin and help desk account (rule 39). */
  private void imported(Imported event, Origin origin) {
    if (!ChangeNotices.edits(event).isEmpty()) {
      owner(event, origin, changes::edited);
    }
    ChangeNotices.staffRole(event)
        .map(role -> changes.staff(sender.now(event.account(), origin), event, role))
        .ifPresent(notice -> sender.toOtherAdmins(event.account(), notice));
  }

  private void ofSignIn(SignInEvent event, Origin origin) {
    switch (event) {
      case SignInEvent.NotMe it ->
          ownerAndAdmins(it, origin, recovery::notMe, recovery::notMeForAdmins);
      case NewPlace it -> places.send(it, origin);
      case PasswordRefused _,
          PasswordThrottled _,
          PasswordAccepted _,
          RefusedWhileLocked _,
          MethodChosen _,
          MethodRefused _,
          Completed _,
          SteppedUp _,
          Ended _ -> {}
    }
  }

  private void ofGroup(GroupEvent event, Origin origin) {
    switch (event) {
      case GroupEvent.Joined it -> owner(it, origin, groups::joined);
      case GroupEvent.Confirmed it -> owner(it, origin, groups::confirmed);
      case GroupEvent.Left it -> owner(it, origin, groups::left);
      case GroupEvent.AdminChanged it -> owner(it, origin, groups::adminChanged);
      case GroupEvent.MembershipsEnding it -> ending(it, origin);
      case GroupEvent.Renamed _, GroupEvent.Deleted _ -> {}
    }
  }

  private void ending(GroupEvent.MembershipsEnding event, Origin origin) {
    if (event.admins().isEmpty()) {
      sender.toAdmins(groups.endingForAdmins(event));
    }
    event.admins().forEach(admin -> sender.tellOwner(admin, origin, now -> groups.ending(event)));
    event.last().forEach(member -> sender.tellOwner(member, origin, now -> groups.ends(event)));
  }

  private void ofPhone(AppEvent event, Origin origin) {
    switch (event) {
      case AppEvent.NotMe it ->
          ownerAndAdmins(it, origin, recovery::notMe, recovery::notMeForAdmins);
      case Paused it -> owner(it, origin, phones::paused);
      case RemovedPhoneAnswered it -> owner(it, origin, phones::removed);
      case Claimed _, ApprovalRequested _, Approved _, WrongNumber _, Denied _ -> {}
    }
  }

  private void ofShare(ShareEvent event, Origin origin) {
    outside.note(event, origin);
    switch (event) {
      case ShareEvent.Shared it -> shares.shared(it, origin);
      case ShareEvent.Locked it -> shares.locked(it, origin);
      case ShareEvent.ReferenceLocked it -> shares.locked(it, origin);
      case ShareEvent.Withdrawn _,
          ShareEvent.Extended _,
          ShareEvent.Undone _,
          ShareEvent.LinkMailed _,
          ShareEvent.CodeSent _,
          ShareEvent.CodeRefused _,
          ShareEvent.Unlocked _,
          ShareEvent.Entered _,
          ShareEvent.Viewed _,
          ShareEvent.ReportOpened _,
          ShareEvent.DownloadBegun _,
          ShareEvent.Downloaded _,
          ShareEvent.ViewRefused _,
          ShareEvent.RefusalsOmitted _,
          ShareEvent.ReferenceIssued _,
          ShareEvent.ReferenceUsed _,
          ShareEvent.ReferenceRefused _,
          ShareEvent.ReferenceWithdrawn _ -> {}
    }
  }

  private void ofStudy(StudyEvent event, Origin origin) {
    switch (event) {
      case StudyEvent.Announced it -> sender.tellByMail(it.account(), () -> studies.announced(it));
      case StudyEvent.ShareEnded it -> shares.ended(it, origin);
      case StudyEvent.Searched _,
          StudyEvent.Opened _,
          StudyEvent.Refused _,
          StudyEvent.RefusalsOmitted _,
          StudyEvent.ReportOpened _,
          StudyEvent.ReportPrinted _,
          StudyEvent.DownloadBegun _,
          StudyEvent.Downloaded _,
          StudyEvent.Copied _,
          StudyEvent.CopyEnded _,
          StudyEvent.AccessWithdrawn _ -> {}
    }
  }

  private <E extends DomainEvent> void owner(E event, Origin origin, Notice<E> notice) {
    owner(event, origin, now -> notice.of(now, event));
  }

  private NotificationContext owner(
      DomainEvent event, Origin origin, Function<NotificationContext, Notification> notice) {
    return sender.tellOwner(Objects.requireNonNull(event.account()), origin, notice);
  }

  private <E extends DomainEvent> void ownerAndAdmins(
      E event, Origin origin, Notice<E> toOwner, Notice<E> toAdmins) {
    ownerAndAdmins(event, origin, now -> toOwner.of(now, event), now -> toAdmins.of(now, event));
  }

  private void ownerAndAdmins(
      DomainEvent event,
      Origin origin,
      Function<NotificationContext, Notification> toOwner,
      Function<NotificationContext, Notification> toAdmins) {
    NotificationContext now = owner(event, origin, toOwner);
    sender.toAdmins(toAdmins.apply(now));
  }

  /** Tells the owner of a changed number, and the previous number by SMS. */
  private void oldAndNewNumber(PhoneChanged event, Origin origin) {
    NotificationContext change = owner(event, origin, now -> contacts.phone(now, event));
    sender.sms(event.account(), event.previous(), contacts.phoneBefore(change, event));
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
    sender.mail(event.account(), present, contacts.emailNow(change, event));
  }

  /**
   * If there was no address before, the mobile number gets an SMS: the new address may be someone
   * else's.
   */
  private void toPreviousAddress(EmailChanged event, NotificationContext change) {
    String previous = event.previous();
    Notification before = contacts.emailBefore(change, event);
    if (previous == null) {
      sender.sms(event.account(), change.account().phone(), before.withoutMail());
    } else {
      sender.mail(event.account(), previous, before);
    }
  }
}
