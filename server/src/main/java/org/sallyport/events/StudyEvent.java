package org.sallyport.events;

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

  /** Its owner was told by mail of studies that are new to the account. */
  record Announced(AccountId account, int studies) implements StudyEvent {}
}
