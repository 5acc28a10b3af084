package org.sallyport.platform.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;

/** Access to studies (DICOM PS3.15 A.5.3). */
@EventArea(AuditCode.OBJECT_RIGHTS_CHANGED)
public sealed interface StudyEvent extends DomainEvent {

  /** The study list was requested (110112). */
  @EventFacts(code = AuditCode.QUERY)
  record Searched(AccountId account, SignInId signIn, int found) implements StudyEvent {}

  /** A study was opened (110103). */
  @EventFacts(code = AuditCode.INSTANCES_ACCESSED)
  record Opened(AccountId account, SignInId signIn, StudyUid study, String why)
      implements StudyEvent {}

  /**
   * A study, or part of one, was requested that this account may not see or that does not exist.
   */
  @EventFacts(outcome = Outcome.REFUSED, code = AuditCode.INSTANCES_ACCESSED)
  record Refused(AccountId account, SignInId signIn, StudyUid study) implements StudyEvent {}

  /**
   * So many requests of the account were refused that further ones are not recorded for a while.
   *
   * @param until from then on, they are recorded again
   */
  @EventFacts(outcome = Outcome.ALERT, code = AuditCode.RESTRICTED_FUNCTION)
  record RefusalsOmitted(AccountId account, SignInId signIn, Instant until) implements StudyEvent {}

  /** A report or document of a study was opened (110103). */
  @EventFacts(code = AuditCode.INSTANCES_ACCESSED)
  record ReportOpened(AccountId account, SignInId signIn, StudyUid study, InstanceUid object)
      implements StudyEvent {}

  /** A report was sent to the browser's printer, or its text for printing was requested. */
  @EventFacts(code = AuditCode.INSTANCES_ACCESSED)
  record ReportPrinted(AccountId account, SignInId signIn, StudyUid study, InstanceUid object)
      implements StudyEvent {}

  /**
   * A document or video of a study was given to the browser to be shown, not saved (110103).
   *
   * @param form "document" or "video"
   */
  @EventFacts(code = AuditCode.INSTANCES_ACCESSED)
  record Shown(AccountId account, SignInId signIn, StudyUid study, InstanceUid object, String form)
      implements StudyEvent {}

  /**
   * A download of a whole study began (110106). Each is followed by {@link Downloaded}, unless the
   * server stopped.
   */
  @EventFacts(code = AuditCode.EXPORT)
  record DownloadBegun(AccountId account, SignInId signIn, StudyUid study, String form)
      implements StudyEvent {}

  /**
   * A download ended (110106).
   *
   * @param object null for a whole study
   * @param form for example "ZIP" or "PNG"
   * @param objects how many were sent
   * @param bytes how many were sent, of the objects
   * @param end "complete", "left" if the client closed the connection, "ended" with the session or
   *     right, "failed" if the archive did not deliver
   */
  @EventFacts(code = AuditCode.EXPORT)
  record Downloaded(
      AccountId account,
      SignInId signIn,
      StudyUid study,
      @Nullable InstanceUid object,
      String form,
      long objects,
      long bytes,
      String end)
      implements StudyEvent {}

  /**
   * An object was written to the archive (110107).
   *
   * @param form "key-images" or "measurements"
   * @param items how many images or measurements it has
   */
  @EventFacts(code = AuditCode.IMPORT)
  record Published(
      AccountId account,
      SignInId signIn,
      StudyUid study,
      InstanceUid object,
      String form,
      int items)
      implements StudyEvent {}

  /**
   * An object was not written to the archive, or it is not known whether it was (110107).
   *
   * @param form as in {@link Published}
   */
  @EventFacts(code = AuditCode.IMPORT)
  record NotPublished(AccountId account, SignInId signIn, StudyUid study, String form, String why)
      implements StudyEvent {}

  /** An admin or operator gave the account a copy of the study. */
  record Copied(AccountId account, StudyUid study, String by, String reason)
      implements StudyEvent {}

  /** A copy was taken back. */
  record CopyEnded(AccountId account, StudyUid study, String by, String reason)
      implements StudyEvent {}

  /**
   * The account withdrew a study from a share of its own, or as the requesting physician.
   *
   * @param acts how many acts that includes: the share and those onward
   */
  record AccessWithdrawn(AccountId account, SignInId signIn, StudyUid study, UUID share, int acts)
      implements StudyEvent {}

  /**
   * An admin withdrew a study from somebody's share.
   *
   * @param account who gave it; who received it, if no account gave it; null if neither has one
   * @param acts how many acts that includes: the share and those onward
   */
  @Notice(kind = NotificationKind.SHARE_ENDED, isWritten = true)
  record ShareEnded(
      @Nullable AccountId account, StudyUid study, UUID share, int acts, String by, String reason)
      implements StudyEvent {}

  /** The owner of the account was notified by mail of studies that are new to it. */
  @Notice(kind = NotificationKind.NEW_STUDIES, isWritten = true)
  record Announced(AccountId account, int studies) implements StudyEvent {}
}
