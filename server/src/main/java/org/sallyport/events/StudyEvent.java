package org.sallyport.events;

import java.util.UUID;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.sallyport.ids.StudyUid;

/** Access to studies (DICOM PS3.15 A.5.3). */
public sealed interface StudyEvent extends DomainEvent {

  /** The study list was requested (110112). */
  record Searched(AccountId account, SignInId signIn, int found) implements StudyEvent {}

  /** A study was opened (110103). */
  record Opened(AccountId account, SignInId signIn, StudyUid study, String why)
      implements StudyEvent {}

  /**
   * A study, or part of one, was requested that this account may not see or that does not exist.
   */
  record Refused(AccountId account, SignInId signIn, StudyUid study) implements StudyEvent {}

  record Shared(AccountId account, StudyUid study, String by) implements StudyEvent {}

  record ShareWithdrawn(AccountId account, StudyUid study, String by) implements StudyEvent {}

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
}
