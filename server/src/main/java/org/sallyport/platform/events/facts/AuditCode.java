package org.sallyport.platform.events.facts;

import org.jspecify.annotations.Nullable;

/** What an event is by DICOM PS3.15, A.5.3, with the codes of PS3.16, CID 400 and 401. */
public enum AuditCode {
  LOGIN(Id.AUTHENTICATION, "110122", "Login", "E"),
  LOGOUT(Id.AUTHENTICATION, "110123", "Logout", "E"),
  INSTANCES_ACCESSED(Id.INSTANCES_ACCESSED, "R"),
  EXPORT(Id.EXPORT, "R"),
  IMPORT(Id.IMPORT, "C"),
  QUERY(Id.QUERY, "E"),
  AUDIT_LOG_USED(Id.AUDIT_LOG_USED, "R"),
  CONFIGURATION_CHANGED(Id.ALERT, "110129", "Security Configuration", "E"),
  RESTRICTED_FUNCTION(Id.ALERT, "110132", "Use of Restricted Function", "E"),
  RECORDING_STOPPED(Id.ALERT, "110133", "Audit Recording Stopped", "E"),
  RECORDING_STARTED(Id.ALERT, "110134", "Audit Recording Started", "E"),
  OBJECT_RIGHTS_CHANGED(Id.ALERT, "110135", "Object Security Attributes Changed", "E"),
  ROLES_CHANGED(Id.ALERT, "110136", "Security Roles Changed", "E"),
  USER_RIGHTS_CHANGED(Id.ALERT, "110137", "User Security Attributes Changed", "E"),

  /** That of the event's area. */
  OF_AREA(Id.ALERT, "E");

  /** An EventID. */
  public enum Id {
    AUTHENTICATION("110114", "User Authentication"),
    ALERT("110113", "Security Alert"),
    INSTANCES_ACCESSED("110103", "DICOM Instances Accessed"),
    EXPORT("110106", "Export"),
    IMPORT("110107", "Import"),
    QUERY("110112", "Query"),
    AUDIT_LOG_USED("110101", "Audit Log Used");

    private final String value;
    private final String meaning;

    Id(String value, String meaning) {
      this.value = value;
      this.meaning = meaning;
    }

    public String value() {
      return value;
    }

    public String meaning() {
      return meaning;
    }
  }

  /** An EventTypeCode. */
  public record Type(String value, String meaning) {}

  private final Id id;
  private final @Nullable String type;
  private final String meaning;
  private final String action;

  AuditCode(Id id, String action) {
    this(id, null, "", action);
  }

  AuditCode(Id id, @Nullable String type, String meaning, String action) {
    this.id = id;
    this.type = type;
    this.meaning = meaning;
    this.action = action;
  }

  public Id id() {
    return id;
  }

  /** Null if its messages have none. */
  public @Nullable Type type() {
    return type == null ? null : new Type(type, meaning);
  }

  /** C, R, U, D or E. */
  public String action() {
    return action;
  }
}
