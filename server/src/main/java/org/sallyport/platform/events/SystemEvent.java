package org.sallyport.platform.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.events.facts.Told;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;

/** Events of the installation (DICOM PS3.15 A.5.3.1). */
@EventArea(AuditCode.CONFIGURATION_CHANGED)
public sealed interface SystemEvent extends DomainEvent {

  /** A key was removed from the key file, which invalidates everything made with it. */
  record KeyRetired(String key, String reason) implements SystemEvent {}

  /**
   * A key was added to the key file, or taken into use.
   *
   * @param inUse whether it protects new data from the next start of each server on
   */
  record KeyRotated(String key, boolean inUse) implements SystemEvent {}

  /**
   * The data were brought back to an earlier moment, and what had been given out before was ended.
   *
   * @param ended for example "12 recovery codes"
   */
  record DataRestored(String reason, List<String> ended) implements SystemEvent {}

  /**
   * A read-only command was run.
   *
   * @param shown the account that it shows; null if it shows all, or none
   */
  @EventFacts(code = AuditCode.RESTRICTED_FUNCTION)
  record AccountsShown(String command, @Nullable AccountId shown) implements SystemEvent {}

  /**
   * An administrator or the help desk opened the page of an account.
   *
   * @param by their username
   * @param shown the account
   */
  @EventFacts(code = AuditCode.RESTRICTED_FUNCTION)
  record AccountOpened(String by, AccountId shown) implements SystemEvent {}

  /**
   * An administrator looked at what an account sees, or at who sees a study. No study was opened.
   *
   * @param examined the account; null for a look at a study
   * @param study null for a look at an account
   */
  @EventFacts(code = AuditCode.RESTRICTED_FUNCTION)
  record AccessExamined(String by, @Nullable AccountId examined, @Nullable StudyUid study)
      implements SystemEvent {}

  /**
   * An administrator or the help desk searched for people or studies, or looked one up.
   *
   * @param by their username
   * @param what "accounts", "locked", "username", "study", "name", "group", "list" or "list-file"
   * @param words keyed hash of what was typed, alike for the same words
   * @param hits how many were found; one more than the most that are shown if there were more
   */
  @EventFacts(code = AuditCode.RESTRICTED_FUNCTION)
  record StaffSearched(String by, String what, String words, int hits) implements SystemEvent {}

  /** What staff looked up on one day, which the admins are told. */
  @Notice(to = Told.ADMINS, kind = NotificationKind.STAFF_READS_FOR_ADMINS, isWritten = true)
  record StaffReadsCounted(LocalDate day, List<StaffReads> staff) implements SystemEvent {
    @Override
    public Map<String, List<@Nullable AccountId>> named() {
      List<@Nullable AccountId> accounts = new ArrayList<>();
      staff.forEach(reads -> accounts.add(reads.account()));
      return Map.of("staff", accounts);
    }
  }

  /**
   * What one of them looked up.
   *
   * @param by their username
   * @param account theirs; null of a program, and of events before version 0.9.0
   * @param hits what the searches found, together
   * @param accounts whose pages were opened
   * @param studies looks at what somebody sees, or at who sees a study
   */
  record StaffReads(
      String by,
      @JsonIgnore @Nullable AccountId account,
      int searches,
      int hits,
      int accounts,
      int studies) {}

  /**
   * An administrator sent a test message to their own address or number.
   *
   * @param channel "email" or "sms"
   */
  record TestMessageSent(String by, String channel) implements SystemEvent {}

  /**
   * Four fifths of a limit, or all of it, were used within its window.
   *
   * @param about what it concerns, for example "+324"; null for the whole installation
   * @param person the account that {@code about} names; null if it names none
   * @param knownBrowsers whether it is the share of known browsers
   */
  @EventFacts(outcome = Outcome.ALERT)
  record LimitReached(
      String limit,
      @Nullable String about,
      @JsonIgnore @Nullable AccountId person,
      boolean knownBrowsers,
      int used,
      int most)
      implements SystemEvent {
    @Override
    public Map<String, List<@Nullable AccountId>> named() {
      return person == null ? Map.of() : Map.of("about", List.of(person));
    }
  }

  /** Wrong codes for the given number of accounts came from one address within an hour. */
  @EventFacts(outcome = Outcome.ALERT)
  record CodesSprayed(String from, int accounts) implements SystemEvent {}

  /**
   * An admin searched the audit log, or looked at an event of it.
   *
   * @param shown the account that was searched for; null for any
   * @param actor the account that was searched for as the one that acted; null for any
   * @param criteria what was searched for, in words of the form
   */
  @EventFacts(code = AuditCode.AUDIT_LOG_USED)
  record AuditSearched(
      String by,
      @Nullable AccountId shown,
      @JsonIgnore @Nullable AccountId actor,
      Map<String, String> criteria)
      implements SystemEvent {
    @Override
    public Map<String, List<@Nullable AccountId>> named() {
      return inCriteria(shown, actor);
    }
  }

  /** Whom the criteria of a search name. */
  private static Map<String, List<@Nullable AccountId>> inCriteria(
      @Nullable AccountId shown, @Nullable AccountId actor) {
    return Map.of("criteria", Stream.of(shown, actor).filter(Objects::nonNull).toList());
  }

  /**
   * An admin exported events of the audit log.
   *
   * @param shown the account that was searched for; null for any
   * @param actor the account that was searched for as the one that acted; null for any
   * @param criteria what was searched for, in words of the form
   * @param format "csv" or "json"
   * @param events how many were written
   * @param whole false if the export ended early
   */
  @EventFacts(code = AuditCode.AUDIT_LOG_USED)
  record AuditExported(
      String by,
      @Nullable AccountId shown,
      @JsonIgnore @Nullable AccountId actor,
      Map<String, String> criteria,
      String format,
      long events,
      boolean whole)
      implements SystemEvent {
    @Override
    public Map<String, List<@Nullable AccountId>> named() {
      return inCriteria(shown, actor);
    }
  }

  /**
   * Audit events could not be sent to the SIEM for a while. They are kept, and sent later.
   *
   * @param since when it began
   * @param waiting how many are kept
   */
  @EventFacts(outcome = Outcome.ALERT, code = AuditCode.RECORDING_STOPPED)
  @Notice(
      to = Told.ADMINS,
      kind = NotificationKind.AUDIT_EXPORT_STOPPED_FOR_ADMINS,
      text = "audit-export",
      shows = {"since", "waiting:waiting-events"})
  record AuditExportStopped(Instant since, long waiting) implements SystemEvent {}

  /**
   * Accounts have been disabled for long enough to be erased, and the admins were told.
   *
   * @param accounts their ids
   */
  @Notice(to = Told.ADMINS, kind = NotificationKind.ERASURE_FOR_ADMINS, isWritten = true)
  record ErasureDue(List<AccountId> accounts) implements SystemEvent {}

  /**
   * Changes of a directory would have disabled so many accounts that none was disabled.
   *
   * @param accounts how many
   * @param linked how many belong to the directory
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(
      to = Told.ADMINS,
      kind = NotificationKind.DIRECTORY_STOPPED_FOR_ADMINS,
      shows = {"directory", "accounts:would-be-disabled", "linked"})
  record DirectoryStopped(String directory, int accounts, int linked) implements SystemEvent {}

  /** An admin lets a directory disable that many accounts. */
  @Notice(
      to = Told.ADMINS,
      kind = NotificationKind.DIRECTORY_STOPPED_FOR_ADMINS,
      shows = {"directory", "accounts:disabled", "by"})
  record DirectoryLetThrough(String directory, int accounts, String by, @Nullable String reason)
      implements SystemEvent {}

  /**
   * SMS to numbers that begin alike were stopped, because nearly nobody entered their codes.
   *
   * @param block how the numbers begin, for example "+32470"
   * @param scope "new" for numbers that nobody had verified, "all" for all outside known browsers
   * @param sent codes in the period that was looked at
   * @param answered how many of these were entered
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(to = Told.ADMINS, kind = NotificationKind.SMS_BRAKED_FOR_ADMINS, isWritten = true)
  record SmsBraked(String block, String scope, int sent, int answered) implements SystemEvent {}

  /** An admin lets SMS to such numbers leave again. */
  record SmsBrakeReleased(String block, String by, @Nullable String reason)
      implements SystemEvent {}

  /**
   * A server found that somebody has to look after the installation.
   *
   * @param due "backup", "clock" or "chain", or "certificate" and what shows it, for example
   *     "certificate archive"
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(to = Told.ADMINS, kind = NotificationKind.UPKEEP_FOR_ADMINS, isWritten = true)
  record UpkeepDue(List<String> due) implements SystemEvent {}

  /** An admin signs everybody out. What it ends is recorded for each account. */
  record EverybodySignedOut(String by, String reason) implements SystemEvent {}

  /**
   * Somebody lets the username of an erased account be given again. The name is not recorded.
   *
   * @param erasedAt when its account was erased
   */
  record UsernameReleased(Instant erasedAt, String by, String reason) implements SystemEvent {}

  /** Audit events are sent to the SIEM again. */
  @EventFacts(code = AuditCode.RECORDING_STARTED)
  record AuditExportResumed(Instant since) implements SystemEvent {}
}
