package org.sallyport.platform.events;

import java.util.HashSet;
import java.util.Set;

/**
 * The outcome of an event, as DICOM PS3.15 (A.5.2), the audit log, the security log and a SIEM tell
 * them apart.
 */
public enum Outcome {
  /** What was asked for was done. */
  SUCCESS,
  /** It was refused, or ended early. */
  REFUSED,
  /** Somebody should look at it. */
  ALERT;

  private static final Set<String> REFUSALS =
      Set.of(
          "AccountEvent.ChangeRefused",
          "AccountEvent.PhoneRefused",
          "AppEvent.Denied",
          "AppEvent.WrongNumber",
          "ApplicationEvent.Refused",
          "CodeEvent.Refused",
          "CodeEvent.SendRefused",
          "ShareEvent.CodeRefused",
          "ShareEvent.ReferenceRefused",
          "ShareEvent.ViewRefused",
          "SignInEvent.MethodRefused",
          "SignInEvent.DirectoryRefused",
          "SignInEvent.IssuerRefused",
          "SignInEvent.PasswordRefused",
          "SignInEvent.PasswordThrottled",
          "SignInEvent.RefusedWhileLocked",
          "SignedEvent.Refused",
          "StudyEvent.Refused");

  private static final Set<String> ALERTS =
      Set.of(
          "AccountEvent.SimChanged",
          "AppEvent.NotMe",
          "AppEvent.Paused",
          "AppEvent.RemovedPhoneAnswered",
          "ApplicationEvent.CopyPresented",
          "BrowserEvent.CopyPresented",
          "KeyEvent.Refused",
          "KeyEvent.Stopped",
          "LockEvent.Locked",
          "LockEvent.ManyWrongCodes",
          "ShareEvent.Locked",
          "ShareEvent.ReferenceLocked",
          "ShareEvent.RefusalsOmitted",
          "SignInEvent.NotMe",
          "SignedEvent.Copied",
          "StudyEvent.RefusalsOmitted",
          "SystemEvent.CodesSprayed",
          "SystemEvent.DirectoryStopped",
          "SystemEvent.AuditExportStopped",
          "SystemEvent.LimitReached",
          "SystemEvent.SmsBraked",
          "SystemEvent.UpkeepDue");

  /** The outcome of an event of a type, for example "LockEvent.Locked". */
  public static Outcome of(String type) {
    if (ALERTS.contains(type)) {
      return ALERT;
    }
    return REFUSALS.contains(type) ? REFUSED : SUCCESS;
  }

  /** The types whose outcome is not success. */
  static Set<String> listed() {
    Set<String> listed = new HashSet<>(REFUSALS);
    listed.addAll(ALERTS);
    return listed;
  }
}
