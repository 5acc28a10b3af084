package org.sallyport.edge.consequences;

import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.accountrecovery.VoidedLinks;
import org.sallyport.gate.accountrecovery.reset.VoidedResets;
import org.sallyport.gate.notifications.FailedSignIns;
import org.sallyport.gate.notifications.Notifications;
import org.sallyport.gate.notifications.SprayedCodes;
import org.sallyport.gate.secondfactor.approval.Approvals;
import org.sallyport.gate.secondfactor.enrollment.LostDevices;
import org.sallyport.gate.secondfactor.enrollment.PendingEnrollments;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.gate.selfservice.BegunChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.gate.session.SessionTermination;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.audit.AuditLog;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.AccountEvent.Activated;
import org.sallyport.platform.events.AccountEvent.ActivationCodeMade;
import org.sallyport.platform.events.AccountEvent.ActivationCodeUsed;
import org.sallyport.platform.events.AccountEvent.ActivationCodeVoided;
import org.sallyport.platform.events.AccountEvent.ActivationSent;
import org.sallyport.platform.events.AccountEvent.ChangeDelayed;
import org.sallyport.platform.events.AccountEvent.ChangeRefused;
import org.sallyport.platform.events.AccountEvent.ChangeStopped;
import org.sallyport.platform.events.AccountEvent.DataExported;
import org.sallyport.platform.events.AccountEvent.DeviceLinked;
import org.sallyport.platform.events.AccountEvent.DeviceUnlinked;
import org.sallyport.platform.events.AccountEvent.DirectoryLinked;
import org.sallyport.platform.events.AccountEvent.DirectoryUnlinked;
import org.sallyport.platform.events.AccountEvent.Disabled;
import org.sallyport.platform.events.AccountEvent.EmailChanged;
import org.sallyport.platform.events.AccountEvent.Enabled;
import org.sallyport.platform.events.AccountEvent.Erased;
import org.sallyport.platform.events.AccountEvent.Imported;
import org.sallyport.platform.events.AccountEvent.LanguageChanged;
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
import org.sallyport.platform.events.ApplicationEvent;
import org.sallyport.platform.events.BrowserEvent;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventHandler;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.LockEvent.Locked;
import org.sallyport.platform.events.LockEvent.ManyWrongCodes;
import org.sallyport.platform.events.LockEvent.Unlocked;
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
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.sallyport.platform.monitoring.EventWatch;
import org.sallyport.portal.sharing.EndedShares;
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
@RequiredArgsConstructor
class Consequences implements EventHandler {
  private static final String REPORTED = "reported by the owner";

  /** Methods of sign-ins in which nothing that only the owner has was asked for here. */
  private static final Set<String> WITHOUT_OWN_PROOF =
      Set.of(SignIn.REMEMBERED, SignIn.ISSUER, SignIn.TICKET);

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
  private final Approvals approvals;
  private final EndedShares shares;
  private final FailedSignIns failedSignIns;
  private final SprayedCodes sprayedCodes;
  private final Notifications notifications;
  private final AuditLog audit;
  private final EventWatch watch;

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
          ApplicationEvent _,
          KeyEvent _,
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
      case DirectoryLinked it -> otherPassword(it.account(), "linked with a directory", origin);
      case DirectoryUnlinked it -> otherPassword(it.account(), "no longer of a directory", origin);
      case AccountEvent.IssuerLinked it -> issuerChanged(it.account(), it.signIn(), origin);
      case AccountEvent.IssuerUnlinked it -> issuerChanged(it.account(), it.signIn(), origin);
      case SessionsEnded it -> sessionsEnded(it, origin);
      case OtherWaysChanged it -> otherWaysChanged(it, origin);
      case DeviceUnlinked it -> browsers.forgetAll(it.account(), "device removed", origin);
      case DeviceLinked it -> {
        browsers.forgetAll(it.account(), "device linked", origin);
        activationCode.withdraw(it.account());
      }
      case RecoveryCodesMade it -> browsers.forgetAll(it.account(), "recovery codes made", origin);
      case Activated it -> links.voidAll(it.account());
      case Imported it -> shares.lost(it.account());
      case NameWithdrawn it -> shares.lost(it.account());
      case Enabled _,
          AccountEvent.Renamed _,
          AccountEvent.ScimGiven _,
          AccountEvent.ScimTakenBack _,
          ActivationSent _,
          PasswordLinkSent _,
          PhoneRefused _,
          AccountEvent.SmsRiskConfirmed _,
          AccountEvent.SimChanged _,
          StepUpDemanded _,
          MethodLost _,
          ChangeDelayed _,
          ChangeStopped _,
          ChangeRefused _,
          RecoveryCodeUsed _,
          ActivationCodeMade _,
          ActivationCodeUsed _,
          ActivationCodeVoided _,
          ResetRequested _,
          ResetApproved _,
          ResetCancelled _,
          NameConfirmed _,
          DataExported _,
          LanguageChanged _,
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

  private void otherPassword(AccountId account, String reason, Origin origin) {
    sessions.endAll(account, null, reason, origin);
    browsers.forgetAll(account, reason, origin);
    links.voidAll(account);
    delayedChanges.stopAll(account, reason, origin);
  }

  /** Another way in, or one less: as for another password, but the present session may go on. */
  private void issuerChanged(AccountId account, @Nullable SignInId kept, Origin origin) {
    String reason = "sign-in elsewhere changed";
    sessions.endAll(account, kept, reason, origin);
    browsers.forgetAll(account, reason, origin);
    links.voidAll(account);
    delayedChanges.stopAll(account, reason, origin);
  }

  private void methodChanged(MethodChanged it, Origin origin) {
    String reason = "method changed";
    sessions.endAll(it.account(), it.signIn(), reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
    delayedChanges.stopAll(it.account(), Change.METHOD, origin);
  }

  private void otherWaysChanged(OtherWaysChanged it, Origin origin) {
    String reason = "other ways changed";
    sessions.endAll(it.account(), it.signIn(), reason, origin);
    browsers.forgetAll(it.account(), reason, origin);
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
      case SignInEvent.FactorGivenForIssuer it -> {
        delayedChanges.stopWithout(it.account(), it.method(), origin);
        approvals.resetUnanswered(it.account());
        failedSignIns.completed(it.signIn());
      }
      case SteppedUp it -> {
        delayedChanges.stopWithout(it.account(), it.method(), origin);
        approvals.resetUnanswered(it.account());
      }
      case Ended it -> {
        approvals.announce();
        failedSignIns.ended(it.signIn());
      }
      case SignInEvent.NotMe it -> reported(it, origin);
      case PasswordAccepted it -> failedSignIns.passwordAccepted(it.signIn());
      case PasswordRefused _,
          PasswordThrottled _,
          SignInEvent.DirectoryRefused _,
          SignInEvent.IssuerAccepted _,
          SignInEvent.IssuerRefused _,
          SignInEvent.TicketAccepted _,
          SignInEvent.FactorConfirmed _,
          RefusedWhileLocked _,
          MethodChosen _,
          MethodRefused _,
          NewPlace _,
          SignInEvent.LongUnused _ -> {}
    }
  }

  /**
   * A sign-in by a remembered browser, or by what an issuer elsewhere or a ticket proved, does not
   * reset the count of unanswered requests (rule 12).
   */
  private void completed(Completed it, Origin origin) {
    sessions.endBeyondLimit(it.account(), origin);
    delayedChanges.stopWithout(it.account(), it.method(), origin);
    if (!WITHOUT_OWN_PROOF.contains(it.method())) {
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
          StudyEvent.Shown _,
          StudyEvent.DownloadBegun _,
          StudyEvent.Downloaded _,
          StudyEvent.Published _,
          StudyEvent.NotPublished _,
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
