package org.sallyport.staff.siem.dicom;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event is by PS3.15 A.5.3.
 *
 * @param id the EventID (CID 400)
 * @param type the EventTypeCode (CID 401); null if the message has none
 * @param action C, R, U, D or E
 */
record EventCodes(Code id, @Nullable Code type, String action) {
  private static final Code AUTHENTICATION = Code.dicom("110114", "User Authentication");
  private static final Code LOGIN = Code.dicom("110122", "Login");
  private static final Code LOGOUT = Code.dicom("110123", "Logout");
  private static final Code ALERT = Code.dicom("110113", "Security Alert");
  private static final Code ACCESSED = Code.dicom("110103", "DICOM Instances Accessed");
  private static final Code EXPORT = Code.dicom("110106", "Export");
  private static final Code QUERY = Code.dicom("110112", "Query");
  private static final Code IMPORT = Code.dicom("110107", "Import");
  private static final Code LOG_USED = Code.dicom("110101", "Audit Log Used");
  private static final Code RESTRICTED = Code.dicom("110132", "Use of Restricted Function");
  private static final Code STOPPED = Code.dicom("110133", "Audit Recording Stopped");
  private static final Code STARTED = Code.dicom("110134", "Audit Recording Started");
  private static final Code OBJECT_RIGHTS =
      Code.dicom("110135", "Object Security Attributes Changed");
  private static final Code ROLES = Code.dicom("110136", "Security Roles Changed");
  private static final Code USER_RIGHTS = Code.dicom("110137", "User Security Attributes Changed");
  private static final Code CONFIGURATION = Code.dicom("110129", "Security Configuration");

  private static final Set<String> ACCESS =
      Set.of(
          "StudyEvent.Opened",
          "StudyEvent.Refused",
          "StudyEvent.ReportOpened",
          "StudyEvent.ReportPrinted",
          "StudyEvent.Shown",
          "ShareEvent.Viewed",
          "ShareEvent.ViewRefused",
          "ShareEvent.ReportOpened",
          "ShareEvent.Shown");
  private static final Set<String> EXPORTS =
      Set.of(
          "StudyEvent.DownloadBegun",
          "StudyEvent.Downloaded",
          "ShareEvent.DownloadBegun",
          "ShareEvent.Downloaded");

  static EventCodes of(String type) {
    if (ACCESS.contains(type)) {
      return new EventCodes(ACCESSED, null, "R");
    }
    if (EXPORTS.contains(type)) {
      return new EventCodes(EXPORT, null, "R");
    }
    return switch (type) {
      case "StudyEvent.Published", "StudyEvent.NotPublished" -> new EventCodes(IMPORT, null, "C");
      case "ApplicationEvent.SignedIn",
          "ApplicationEvent.Refused",
          "ApplicationEvent.CopyPresented",
          "KeyEvent.Called",
          "KeyEvent.Refused" ->
          new EventCodes(AUTHENTICATION, LOGIN, "E");
      case "StudyEvent.Searched" -> new EventCodes(QUERY, null, "E");
      case "SystemEvent.AuditSearched", "SystemEvent.AuditExported" ->
          new EventCodes(LOG_USED, null, "R");
      case "SystemEvent.AuditExportStopped" -> alert(STOPPED);
      case "SystemEvent.AuditExportResumed" -> alert(STARTED);
      case "SignInEvent.Ended", "ApplicationEvent.SignedOut" ->
          new EventCodes(AUTHENTICATION, LOGOUT, "E");
      case "SystemEvent.AccountsShown",
          "SystemEvent.AccountOpened",
          "SystemEvent.StaffSearched",
          "SystemEvent.AccessExamined",
          "StudyEvent.RefusalsOmitted",
          "ShareEvent.RefusalsOmitted" ->
          alert(RESTRICTED);
      case "AccountEvent.RoleChanged" -> alert(ROLES);
      default -> ofArea(type.substring(0, type.indexOf('.')));
    };
  }

  boolean isExport() {
    return id.equals(EXPORT);
  }

  boolean isQuery() {
    return id.equals(QUERY);
  }

  boolean isUseOfTheLog() {
    return id.equals(LOG_USED);
  }

  private static EventCodes ofArea(String area) {
    return switch (area) {
      case "SignInEvent", "CodeEvent", "SignedEvent", "AppEvent", "BrowserEvent" ->
          new EventCodes(AUTHENTICATION, LOGIN, "E");
      case "StudyEvent", "ShareEvent" -> alert(OBJECT_RIGHTS);
      case "GroupEvent" -> alert(ROLES);
      case "SystemEvent", "ApplicationEvent", "KeyEvent" -> alert(CONFIGURATION);
      default -> alert(USER_RIGHTS);
    };
  }

  private static EventCodes alert(Code type) {
    return new EventCodes(ALERT, type, "E");
  }
}
