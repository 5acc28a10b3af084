package org.sallyport.gate.notifications;

import org.sallyport.gate.notifications.owner.GroupNotices;
import org.sallyport.gate.notifications.owner.OutsideShares;
import org.sallyport.gate.notifications.owner.ShareNotices;
import org.sallyport.gate.notifications.owner.StudyNotices;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.BrowserEvent;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.ShareEvent;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.events.SignedEvent;
import org.sallyport.platform.events.StudyEvent;
import org.sallyport.platform.events.SystemEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is notified of which event: the owner of the account, or the admins too (rules 15, 18, 21,
 * 28, 36, 39, 43). Events without a notice are listed as well, here, in {@link
 * AccountNotifications} and in {@link SignInNotifications}, so that each new one must be handled.
 */
@Component
public class Notifications {
  private final NotificationSender sender;
  private final AccountNotifications accounts;
  private final SignInNotifications signIns;
  private final ShareNotices shares;
  private final OutsideShares outside;
  private final GroupNotices groups;
  private final StudyNotices studies;
  private final SystemNotices system;

  Notifications(
      NotificationSender sender,
      AccountNotifications accounts,
      SignInNotifications signIns,
      ShareNotices shares,
      OutsideShares outside,
      GroupNotices groups,
      StudyNotices studies,
      SystemNotices system) {
    this.sender = sender;
    this.accounts = accounts;
    this.signIns = signIns;
    this.shares = shares;
    this.outside = outside;
    this.groups = groups;
    this.studies = studies;
    this.system = system;
  }

  /** Puts the notices of an event into the outbox. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void send(DomainEvent event, Origin origin) {
    switch (event) {
      case AccountEvent it -> accounts.send(it, origin);
      case SignInEvent it -> signIns.send(it, origin);
      case AppEvent it -> signIns.send(it, origin);
      case LockEvent it -> signIns.send(it, origin);
      case SignedEvent it -> signIns.send(it, origin);
      case BrowserEvent it -> signIns.send(it, origin);
      case ShareEvent it -> ofShare(it, origin);
      case GroupEvent it -> ofGroup(it, origin);
      case StudyEvent it -> ofStudy(it, origin);
      case ApplicationEvent it -> ofApplication(it, origin);
      case KeyEvent it -> ofKey(it, origin);
      case CodeEvent _ -> {} // FailedSignIns and SprayedCodes decide which refused codes are told.
      case SystemEvent it -> ofSystem(it);
    }
  }

  private void ofSystem(SystemEvent event) {
    switch (event) {
      case SystemEvent.AuditExportStopped it -> sender.toAdmins(() -> system.exportStopped(it));
      case SystemEvent.ErasureDue it -> sender.toAdmins(() -> system.erasureDue(it));
      case SystemEvent.UpkeepDue it -> sender.toAdmins(() -> system.upkeep(it));
      case SystemEvent.StaffReadsCounted it -> sender.toAdmins(() -> system.staffReads(it));
      case SystemEvent.DirectoryStopped it -> sender.toAdmins(() -> system.directoryStopped(it));
      case SystemEvent.DirectoryLetThrough it ->
          sender.toAdmins(() -> system.directoryLetThrough(it));
      case SystemEvent.SmsBraked it -> sender.toAdmins(() -> system.smsBraked(it), it.block());
      case SystemEvent _ -> {} // LimitNotices tells the admins of a limit before its event.
    }
  }

  /** The owner of an account sees sign-ins to applications under My Account. */
  private void ofApplication(ApplicationEvent event, Origin origin) {
    switch (event) {
      case ApplicationEvent.Added it -> application(it, "added", it.by());
      case ApplicationEvent.Changed it -> application(it, "changed", it.by());
      case ApplicationEvent.SecretReplaced it -> application(it, "secret", it.by());
      case ApplicationEvent.Disabled it -> application(it, "disabled", it.by());
      case ApplicationEvent.Enabled it -> application(it, "enabled", it.by());
      case ApplicationEvent.Deleted it -> application(it, "deleted", it.by());
      case ApplicationEvent.CopyPresented it -> accounts.copied(it, origin);
      case ApplicationEvent.SignedIn _,
          ApplicationEvent.Refused _,
          ApplicationEvent.Allowed _,
          ApplicationEvent.SignedOut _,
          ApplicationEvent.Withdrawn _ -> {}
    }
  }

  private void application(ApplicationEvent event, String what, String by) {
    sender.toAdmins(() -> system.application(event.application(), what, by));
  }

  private void ofKey(KeyEvent event, Origin origin) {
    switch (event) {
      case KeyEvent.Made it -> sender.toAdmins(() -> system.key(it.key(), "made", it.by()));
      case KeyEvent.Replaced it -> sender.toAdmins(() -> system.key(it.key(), "replaced", it.by()));
      case KeyEvent.Ended it -> sender.toAdmins(() -> system.key(it.key(), "ended", it.by()));
      case KeyEvent.Refused it -> sender.toAdmins(() -> system.keyRefused(it, origin));
      case KeyEvent.Stopped it -> sender.toAdmins(() -> system.keyStopped(it));
      case KeyEvent.LetThrough it -> sender.toAdmins(() -> system.keyLetThrough(it));
      case KeyEvent.Called _ -> {}
    }
  }

  private void ofGroup(GroupEvent event, Origin origin) {
    switch (event) {
      case GroupEvent.Joined it -> sender.toOwner(it, origin, groups::joined);
      case GroupEvent.Confirmed it when it.by().startsWith(Actor.DIRECTORY) -> {}
      case GroupEvent.Confirmed it -> sender.toOwner(it, origin, groups::confirmed);
      case GroupEvent.Left it -> sender.toOwner(it, origin, groups::left);
      case GroupEvent.AdminChanged it -> sender.toOwner(it, origin, groups::adminChanged);
      case GroupEvent.MembershipsEnding it -> ending(it, origin);
      case GroupEvent.Made _, GroupEvent.Renamed _, GroupEvent.Deleted _ -> {}
    }
  }

  private void ending(GroupEvent.MembershipsEnding event, Origin origin) {
    if (event.admins().isEmpty()) {
      sender.toAdmins(() -> groups.endingForAdmins(event));
    }
    event.admins().forEach(admin -> sender.tellOwner(admin, origin, now -> groups.ending(event)));
    event.last().forEach(member -> sender.tellOwner(member, origin, now -> groups.ends(event)));
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
          ShareEvent.Shown _,
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
          StudyEvent.Shown _,
          StudyEvent.DownloadBegun _,
          StudyEvent.Downloaded _,
          StudyEvent.Published _,
          StudyEvent.NotPublished _,
          StudyEvent.Copied _,
          StudyEvent.CopyEnded _,
          StudyEvent.AccessWithdrawn _ -> {}
    }
  }
}
