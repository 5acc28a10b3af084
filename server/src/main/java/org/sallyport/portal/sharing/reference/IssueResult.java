package org.sallyport.portal.sharing.reference;

import java.time.Instant;
import org.sallyport.portal.archive.dicom.StudyEntry;

/** The result of issuing a number. */
public sealed interface IssueResult {

  /** The number, which is not stored and cannot be shown again. */
  record Issued(ReferenceNumber number, StudyEntry study, Instant until) implements IssueResult {}

  /** The archive has no birth date of the patient. */
  record NoBirthDate() implements IssueResult {}

  /** The study cannot be shared by this account, or does not exist. */
  record NotPermitted() implements IssueResult {}

  /** The form was submitted before. */
  record Repeated() implements IssueResult {}

  record LimitReached(Instant until) implements IssueResult {}
}
