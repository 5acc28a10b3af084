package org.sallyport.consequences;

import org.sallyport.access.Origin;
import org.sallyport.accountrecovery.VoidedLinks;
import org.sallyport.accountrecovery.reset.VoidedResets;
import org.sallyport.audit.AuditLog;
import org.sallyport.events.AccountEvent;
import org.sallyport.events.AccountEvent.Activated;
import org.sallyport.events.AccountEvent.ActivationCodeMade;
import org.sallyport.events.AccountEvent.ActivationCodeUsed;
import org.sallyport.events.AccountEvent.ActivationCodeVoided;
import org.sallyport.events.AccountEvent.ActivationSent;
import org.sallyport.events.AccountEvent.ChangeDelayed;
import org.sallyport.events.AccountEvent.ChangeRefused;
import org.sallyport.events.AccountEvent.ChangeStopped;
import org.sallyport.events.AccountEvent.DataExported;
import org.sallyport.events.AccountEvent.DeviceLinked;
import org.sallyport.events.AccountEvent.DeviceUnlinked;
import org.sallyport.events.AccountEvent.Disabled;
import org.sallyport.events.AccountEvent.EmailChanged;
import org.sallyport.events.AccountEvent.Enabled;
import org.sallyport.events.AccountEvent.Erased;
import org.sallyport.events.AccountEvent.Imported;
import org.sallyport.events.AccountEvent.MethodChanged;
import org.sallyport.events.AccountEvent.MethodLost;
import org.sallyport.events.AccountEvent.NameConfirmed;
import org.sallyport.events.AccountEvent.NameWithdrawn;
import org.sallyport.events.AccountEvent.OtherWaysChanged;
import org.sallyport.events.AccountEvent.PasswordChanged;
import org.sallyport.events.AccountEvent.PasswordLinkSent;
import org.sallyport.events.AccountEvent.PhoneChanged;
import org.sallyport.events.AccountEvent.PhoneRefused;
import org.sallyport.events.AccountEvent.RecoveryCodeUsed;
import org.sallyport.events.AccountEvent.RecoveryCodesMade;
import org.sallyport.events.AccountEvent.ResetApproved;
import org.sallyport.events.AccountEvent.ResetCancelled;
import org.sallyport.events.AccountEvent.ResetDone;
import org.sallyport.events.AccountEvent.ResetRequested;
import org.sallyport.events.AccountEvent.RoleChanged;
import org.sallyport.events.AccountEvent.SessionsEnded;
import org.sallyport.events.AccountEvent.StepUpDemanded;
import org.sallyport.events.AppEvent;
import org.sallyport.events.AppEvent.ApprovalRequested;
import org.sallyport.events.AppEvent.Approved;
import org.sallyport.events.AppEvent.Claimed;
import org.sallyport.events.AppEvent.Denied;
import org.sallyport.events.AppEvent.Paused;
import org.sallyport.events.AppEvent.RemovedPhoneAnswered;
import org.sallyport.events.AppEvent.WrongNumber;
import org.sallyport.events.BrowserEvent;
import org.sallyport.events.CodeEvent;
import org.sallyport.events.DomainEvent;
import org.sallyport.events.EventHandler;
import org.sallyport.events.GroupEvent;
import org.sallyport.events.LockEvent;
import org.sallyport.events.LockEvent.Locked;
import org.sallyport.events.LockEvent.ManyWrongCodes;
import org.sallyport.events.LockEvent.Unlocked;
import org.sallyport.events.ShareEvent;
import org.sallyport.events.SignInEvent;
import org.sallyport.events.SignInEvent.Completed;
import org.sallyport.events.SignInEvent.Ended;
import org.sallyport.events.SignInEvent.MethodChosen;
import org.sallyport.events.SignInEvent.MethodRefused;
import org.sallyport.events.SignInEvent.NewPlace;
import org.sallyport.events.SignInEvent.PasswordAccepted;
import org.sallyport.events.SignInEvent.PasswordRefused;
import org.sallyport.events.SignInEvent.PasswordThrottled;
import org.sallyport.events.SignInEvent.RefusedWhileLocked;
import org.sallyport.events.SignInEvent.SteppedUp;
import org.sallyport.events.SignedEvent;
import org.sallyport.events.StudyEvent;
import org.sallyport.events.SystemEvent;
import org.sallyport.ids.TrustedBrowserId;
import org.sallyport.monitoring.EventWatch;
import org.sallyport.notifications.FailedSignIns;
import org.sallyport.notifications.Notifications;
import org.sallyport.notifications.SprayedCodes;
import org.sallyport.secondfactor.approval.ApprovalRequests;
import org.sallyport.secondfactor.enrollment.LostDevices;
import org.sallyport.secondfactor.enrollment.PendingEnrollments;
import org.sallyport.secondfactor.written.ActivationLetter;
import org.sallyport.secondfactor.written.RecoverySheet;
import org.sallyport.selfservice.BegunChanges;
import org.sallyport.selfservice.Change;
import org.sallyport.selfservice.DelayedChanges;
import org.sallyport.session.KnownBrowsers;
import org.sallyport.session.SessionTermination;
import org.sallyport.session.SignIn;
import org.sallyport.sharing.EndedShares;
import org.sallyport.trustedbrowser.TrustedBrowsers;
import org.springframework.stereotype.Component;

/**
 * The table of what follows from each event (rules 12, 15, 21, 22, 28, 34, 36, 38 and 39), in the
 * transaction in which it happened. The order is always the same: sessions, remembered and known
 * browsers, mailed links, resets, changes that are begun or delayed, enrolments and devices,
 * counters, shares; then the notices ({@link Notifications}), and last the audit log; metrics and
 * the log have what was committed ({@link EventWatch}). In a type that has consequences the events
 * without any are listed as well, so that each new one must be placed. What the consequences cause
 * themselves, such as the end of a session, is an event of its own, and recorded before the one
 * that caused it.
 */
@Component
class Consequences implements EventHandler {
  private static final String REPORTED = "reported by the owner";

  private final SessionTermination sessions;
  private final TrustedBrowsers browsers;
  private final KnownBrowsers knownBrowsers;
  private final VoidedLinks links;
  private final VoidedResets resets;
  private final BegunChanges begunChanges;
  private final DelayedChanges delayedChanges;
  private final PendingEnrollments enrollments;
  private final LostDevices devices;
  private final RecoverySheet recoveryCodes;
  private final ActivationLetter activationCode;
  private final ApprovalRequests approvals;
  private final EndedShares shares;
  private final FailedSignIns failedSignIns;
  private final SprayedCodes sprayedCodes;
  private final Notifications notifications;
  private final AuditLog audit;
  private final EventWatch watch;

  Consequences(
      SessionTermination sessions,
      TrustedBrowsers browsers,
      KnownBrowsers knownBrowsers,
      VoidedLinks links,
      VoidedResets resets,
      BegunChanges begunChanges,
      DelayedChanges delayedChanges,
      PendingEnrollments enrollments,
      LostDevices devices,
      RecoverySheet recoveryCodes,
      ActivationLetter activationCode,
      ApprovalRequests approvals,
      EndedShares shares,
      FailedSignIns failedSignIns,
      SprayedCodes sprayedCodes,
      Notifications notifications,
      AuditLog audit,
      EventWatch watch) {
    this.sessions = sessions;
    this.browsers = browsers;
    this.knownBrowsers = knownBrowsers;
    this.links = links;
    this.resets = resets;
    this.begunChanges = begunChanges;
    this.delayedChanges = delayedChanges;
    this.enrollments = enrollments;
    this.devices = devices;
    this.recoveryCodes = recoveryCodes;
    this.activationCode = activationCode;
    this.approvals = approvals;
    this.shares = shares;
    this.failedSignIns = failedSignIns;
    this.sprayedCodes = sprayedCodes;
    this.notifications = notifications;
    this.audit = audit;
    this.watch = watch;
  }

  @Override
  public void handle(DomainEvent event, Origin origin) {
    switch (event) {
      case AccountEvent it -> ofAccount(it, origin);
      case SignInEvent it -> ofSignIn(it, origin);
      case LockEvent it -> ofLock(it, origin);
      case AppEvent it -> ofPhone(it, origin);
      case StudyEvent it -> ofStudy(it);
      case CodeEvent.Refused it -> {
        failedSignIns.refused(it, origin);
        sprayedCodes.refused(it, origin);
      }
      case CodeEvent.Sent _,
          CodeEvent.SendRefused _,
          CodeEvent.Accepted _,
          SignedEvent _,
          BrowserEvent _,
          ShareEvent _,
          GroupEvent _,
          SystemEvent _ -> {}
    }
    notifications.send(event, origin);
    audit.record(event, origin);
    watch.note(event, origin);
  }

  private void ofAccount(AccountEvent event, Origin origin) {
    switch (event) {
      case PasswordChanged it -> passwordChanged(it, origin);
      case MethodChanged it -> methodChanged(it, origin);
      case PhoneChanged it -> phoneChanged(it, origin);
      case EmailChanged it -> emailChanged(it, origin);
      case RoleChanged it -> roleChanged(it, origin);
      case Disabled it -> disabled(it, origin);
      case ResetDone it -> resetDone(it, origin);
      case SessionsEnded it -> sessionsEnded(it, origin);
      case OtherWaysChanged it ->
          sessions.endAll(it.account(), it.signIn(), "other ways changed", origin);
      case DeviceUnlinked it -> browsers.forgetAll(it.account(), "device removed", origin);
      case DeviceLinked it -> activationCode.withdraw(it.account());
      case Activated it -> links.voidAll(it.account());
      case Imported it -> shares.lost(it.account());
      case NameWithdrawn it -> shares.lost(it.account());
      case Enabled _,
          ActivationSent _,
          PasswordLinkSent _,
          PhoneRefused _,
          StepUpDemanded _,
          MethodLost _,
          ChangeDelayed _,
          ChangeStopped _,
          ChangeRefused _,
          RecoveryCodesMade _,
          RecoveryCodeUsed _,
          ActivationCodeMade _,
          ActivationCodeUsed _,
          ActivationCodeVoided _,
          ResetRequested _,
          ResetApproved _,
          ResetCancelled _,
          NameConfirmed _,
          DataExported _,
          Erased _ -> {}
    }
  }

  private void passwordChanged(PasswordChanged it, Origin origin) {
    String reason = "password changed";
    sessions.endAll(it.account(), it.signIn(), reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    knownBrowsers.forgetAll(it.account());
    links.voidAll(it.account());
    delayedChanges.stopAll(it.account(), reason, origin);
  }

  private void methodChanged(MethodChanged it, Origin origin) {
    String reason = "method changed";
    sessions.endAll(it.account(), it.signIn(), reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    delayedChanges.stopAll(it.account(), Change.METHOD, origin);
  }

  private void phoneChanged(PhoneChanged it, Origin origin) {
    String reason = "phone changed";
    sessions.endAll(it.account(), it.signIn(), reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    delayedChanges.stopAll(it.account(), Change.PHONE, origin);
    delayedChanges.forgetLost(it.account(), "sms");
  }

  private void emailChanged(EmailChanged it, Origin origin) {
    String reason = "e-mail changed";
    sessions.endAll(it.account(), it.signIn(), reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    links.voidAll(it.account());
    delayedChanges.stopAll(it.account(), Change.EMAIL, origin);
    delayedChanges.forgetLost(it.account(), "email");
  }

  private void roleChanged(RoleChanged it, Origin origin) {
    String reason = "role changed";
    sessions.endAll(it.account(), null, reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    resets.voidRequestedBy(it.account(), origin);
    shares.roleChanged(it.account(), it.to(), reason, origin);
    shares.lost(it.account());
  }

  private void disabled(Disabled it, Origin origin) {
    String reason = "account disabled";
    sessions.endAll(it.account(), null, reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    links.voidAll(it.account());
    resets.voidRequestedBy(it.account(), origin);
    begunChanges.voidAll(it.account());
    delayedChanges.stopAll(it.account(), reason, origin);
    enrollments.voidAll(it.account());
    shares.ownerGone(it.account(), reason, origin);
  }

  private void sessionsEnded(SessionsEnded it, Origin origin) {
    String reason = "ended by the help desk";
    sessions.endAll(it.account(), null, reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    knownBrowsers.forgetAll(it.account());
    begunChanges.voidAll(it.account());
  }

  private void resetDone(ResetDone it, Origin origin) {
    String reason = "second factor reset";
    sessions.endAll(it.account(), null, reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    knownBrowsers.forgetAll(it.account());
    begunChanges.voidAll(it.account());
    delayedChanges.stopAll(it.account(), reason, origin);
    devices.removeAll(it.account());
    recoveryCodes.withdraw(it.account());
    activationCode.withdraw(it.account());
  }

  private void ofSignIn(SignInEvent event, Origin origin) {
    switch (event) {
      case Completed it -> completed(it, origin);
      case SteppedUp it -> {
        delayedChanges.stopWithout(it.account(), it.method(), origin);
        approvals.resetUnanswered(it.account());
      }
      case Ended it -> {
        approvals.announce();
        failedSignIns.ended(it.signIn());
      }
      case SignInEvent.NotMe it -> reported(it, origin);
      case PasswordRefused _,
          PasswordThrottled _,
          PasswordAccepted _,
          RefusedWhileLocked _,
          MethodChosen _,
          MethodRefused _,
          NewPlace _ -> {}
    }
  }

  /**
   * A sign-in by a remembered browser does not reset the count of unanswered requests (rule 12).
   */
  private void completed(Completed it, Origin origin) {
    delayedChanges.stopWithout(it.account(), it.method(), origin);
    if (!it.method().equals(SignIn.REMEMBERED)) {
      approvals.resetUnanswered(it.account());
    }
    failedSignIns.completed(it.signIn());
  }

  private void reported(SignInEvent.NotMe it, Origin origin) {
    sessions.end(it.account(), it.reported(), REPORTED, origin);
    TrustedBrowserId browser = it.browser();
    if (browser != null) {
      browsers.forget(it.account(), browser, REPORTED, origin);
    }
    knownBrowsers.forgetAll(it.account());
    begunChanges.voidAll(it.account(), it.reported());
    delayedChanges.stopReported(it.account(), it.signIn(), it.reported(), origin);
    shares.reported(it.account(), it.reported(), REPORTED, origin);
  }

  private void ofLock(LockEvent event, Origin origin) {
    switch (event) {
      case Locked it -> locked(it, origin);
      case Unlocked it -> approvals.resetUnanswered(it.account());
      case ManyWrongCodes _ -> {}
    }
  }

  /** Sessions go on (rule 15). */
  private void locked(Locked it, Origin origin) {
    String reason = "account locked";
    browsers.forgetAll(it.account(), reason, origin);
    begunChanges.voidAll(it.account());
    delayedChanges.stopAll(it.account(), reason, origin);
    enrollments.voidAll(it.account());
    approvals.announce();
    failedSignIns.locked(it.account());
  }

  private void ofStudy(StudyEvent event) {
    switch (event) {
      case StudyEvent.Opened it -> shares.opened(it.account(), it.study());
      case StudyEvent.Searched _,
          StudyEvent.Refused _,
          StudyEvent.RefusalsOmitted _,
          StudyEvent.ReportOpened _,
          StudyEvent.ReportPrinted _,
          StudyEvent.DownloadBegun _,
          StudyEvent.Downloaded _,
          StudyEvent.Announced _,
          StudyEvent.Copied _,
          StudyEvent.CopyEnded _,
          StudyEvent.ShareEnded _,
          StudyEvent.AccessWithdrawn _ -> {}
    }
  }

  private void ofPhone(AppEvent event, Origin origin) {
    switch (event) {
      case AppEvent.NotMe it -> {
        sessions.end(it.account(), it.signIn(), REPORTED, origin);
        browsers.forgetAll(it.account(), REPORTED, origin);
        knownBrowsers.forgetAll(it.account());
        delayedChanges.stopReportedBy(it.account(), AppEvent.METHOD, it.signIn(), origin);
        shares.reported(it.account(), it.signIn(), REPORTED, origin);
      }
      case Claimed _,
          ApprovalRequested _,
          Paused _,
          Approved _,
          WrongNumber _,
          Denied _,
          RemovedPhoneAnswered _ -> {}
    }
  }
}
