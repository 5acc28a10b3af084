package org.sallyport.platform.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Notice;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.events.facts.Outcome;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.InstanceUid;
import org.sallyport.platform.ids.ShareId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.StudyUid;

/**
 * Events of shares and reference numbers. The account is the one who acts, or the sharer where
 * somebody without an account acts. Addresses are masked.
 */
@EventArea(AuditCode.OBJECT_RIGHTS_CHANGED)
public sealed interface ShareEvent extends DomainEvent {
  /** The kind of receiver of a share with an e-mail address. */
  String TO_ADDRESS = "address";

  /** The kind of receiver of a share with an account. */
  String TO_ACCOUNT = "account";

  /**
   * Studies were shared.
   *
   * @param account the sharer
   * @param to "account", "group" or "address"
   * @param receiver the name of the account or group, or the masked address
   * @param marks how many measurements of the sharer were sent along, by the UID of their study
   * @param receivers the accounts to tell; not recorded
   */
  @Notice(kind = NotificationKind.SHARED_WITH_YOU, isWritten = true)
  record Shared(
      AccountId account,
      SignInId signIn,
      ShareId share,
      String to,
      String receiver,
      List<StudyUid> studies,
      Instant from,
      Instant until,
      boolean withReport,
      boolean mayShareOn,
      Map<String, Integer> marks,
      @JsonIgnore List<AccountId> receivers)
      implements ShareEvent {
    @Override
    public Map<String, List<@Nullable AccountId>> named() {
      return to.equals(TO_ACCOUNT) ? Map.of("receiver", List.copyOf(receivers)) : Map.of();
    }
  }

  /**
   * Studies of a share were withdrawn.
   *
   * @param account the sharer; null for a share by the command line
   */
  record Withdrawn(@Nullable AccountId account, ShareId share, List<StudyUid> studies, String by)
      implements ShareEvent {}

  /**
   * The end of a share was moved.
   *
   * @param to the kind of receiver, as in {@link Shared}
   * @param studies those that can be seen by it
   */
  record Extended(
      AccountId account,
      SignInId signIn,
      ShareId share,
      String to,
      List<StudyUid> studies,
      Instant until)
      implements ShareEvent {}

  /**
   * What a session did to a share of its owner was undone, because the owner reported that session.
   *
   * @param what "extended", "link mailed" or "unlocked"
   */
  record Undone(AccountId account, ShareId share, String what, String by) implements ShareEvent {}

  /** The mail with the link was sent again, which voids the earlier link. */
  record LinkMailed(AccountId account, SignInId signIn, ShareId share) implements ShareEvent {}

  /** A code was sent to somebody who followed the link. */
  record CodeSent(@Nullable AccountId account, ShareId share, String channel, String tag)
      implements ShareEvent {}

  @EventFacts(outcome = Outcome.REFUSED)
  record CodeRefused(@Nullable AccountId account, ShareId share, int wrongCodes)
      implements ShareEvent {}

  /**
   * The fifth wrong code in a row locked the share.
   *
   * @param receiver the masked address
   */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(kind = NotificationKind.SHARE_LOCKED, isWritten = true)
  record Locked(@Nullable AccountId account, ShareId share, String receiver)
      implements ShareEvent {}

  record Unlocked(AccountId account, SignInId signIn, ShareId share) implements ShareEvent {}

  /** The right code opened a session of the share. */
  record Entered(@Nullable AccountId account, ShareId share) implements ShareEvent {}

  /**
   * A session of the share opened a study.
   *
   * @param receiver the masked address, in this event and those below: the share is deleted earlier
   *     than its events
   */
  @EventFacts(code = AuditCode.INSTANCES_ACCESSED)
  record Viewed(@Nullable AccountId account, ShareId share, String receiver, StudyUid study)
      implements ShareEvent {}

  /** A session of the share opened a report. */
  @EventFacts(code = AuditCode.INSTANCES_ACCESSED)
  record ReportOpened(
      @Nullable AccountId account,
      ShareId share,
      String receiver,
      StudyUid study,
      InstanceUid report)
      implements ShareEvent {}

  /**
   * A document or video was given to the browser of a session of the share to be shown, not saved.
   *
   * @param form as in {@link StudyEvent.Shown}
   */
  @EventFacts(code = AuditCode.INSTANCES_ACCESSED)
  record Shown(
      @Nullable AccountId account,
      ShareId share,
      String receiver,
      StudyUid study,
      InstanceUid object,
      String form)
      implements ShareEvent {}

  /**
   * A session of the share began to download a study.
   *
   * @param form the kind of file
   */
  @EventFacts(code = AuditCode.EXPORT)
  record DownloadBegun(
      @Nullable AccountId account, ShareId share, String receiver, StudyUid study, String form)
      implements ShareEvent {}

  /**
   * A download by a session of the share is over.
   *
   * @param object null for a whole study
   * @param form the kind of file, as in {@link StudyEvent.Downloaded}
   * @param end "complete", or why it is not
   */
  @EventFacts(code = AuditCode.EXPORT)
  record Downloaded(
      @Nullable AccountId account,
      ShareId share,
      String receiver,
      StudyUid study,
      @Nullable InstanceUid object,
      String form,
      long objects,
      long bytes,
      String end)
      implements ShareEvent {}

  /** A session of the share requested a study that does not belong to it. */
  @EventFacts(outcome = Outcome.REFUSED, code = AuditCode.INSTANCES_ACCESSED)
  record ViewRefused(@Nullable AccountId account, ShareId share, String receiver, StudyUid study)
      implements ShareEvent {}

  /**
   * So many requests by sessions of the share were refused that further ones are not recorded for a
   * while.
   *
   * @param until from then on, they are recorded again
   */
  @EventFacts(outcome = Outcome.ALERT, code = AuditCode.RESTRICTED_FUNCTION)
  record RefusalsOmitted(@Nullable AccountId account, ShareId share, String receiver, Instant until)
      implements ShareEvent {}

  /**
   * A reference number was issued.
   *
   * @param account the issuer; null for the command line
   * @param reference the id of its row
   */
  record ReferenceIssued(
      @Nullable AccountId account, String reference, StudyUid study, Instant until, String by)
      implements ShareEvent {}

  /** An account added a study to its list by a reference number. */
  record ReferenceUsed(AccountId account, SignInId signIn, String reference, StudyUid study)
      implements ShareEvent {}

  /** A number or a birth date was wrong, or the number is not valid. */
  @EventFacts(outcome = Outcome.REFUSED)
  record ReferenceRefused(AccountId account, SignInId signIn) implements ShareEvent {}

  /** The fifth wrong birth date locked a number. */
  @EventFacts(outcome = Outcome.ALERT)
  @Notice(kind = NotificationKind.SHARE_LOCKED, isWritten = true)
  record ReferenceLocked(@Nullable AccountId account, String reference) implements ShareEvent {}

  /**
   * A reference number was withdrawn. What was added by it ends too, unless its issuer no longer
   * sees studies or is disabled.
   *
   * @param account the issuer; null for a number of the installation
   * @param by who withdrew it, or what ended it
   * @param reason null if the issuer withdrew it
   */
  record ReferenceWithdrawn(
      @Nullable AccountId account,
      String reference,
      StudyUid study,
      String by,
      @Nullable String reason)
      implements ShareEvent {}
}
