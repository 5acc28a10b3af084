package org.sallyport.portal.studies;

import java.time.Instant;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.StudyUid;

/**
 * Issues and withdraws reference numbers that are printed on letters to patients. Implemented by
 * the module that adds studies by such numbers.
 */
public interface LetterReferences {
  /** The result of issuing a number. */
  sealed interface Result {}

  /**
   * The number was issued; it is not stored and cannot be shown again.
   *
   * @param number as it is printed
   */
  record Issued(String number, Instant until) implements Result {}

  /** The archive has no birth date of the patient, so nobody could use the number. */
  record NoBirthDate() implements Result {}

  /** The archive has no such study. */
  record NoSuchStudy() implements Result {}

  /** The archive does not answer. */
  record Unreachable() implements Result {}

  /**
   * Issues a number that is valid as long as a share by default.
   *
   * @param by who issues it, as named in the audit log and to those who add the study
   */
  Result issue(StudyUid study, String by, Origin origin);

  /**
   * Withdraws all numbers for a study that were issued here, with what was added by them.
   *
   * @param by who withdraws them, as named in the audit log
   * @return how many there were
   */
  int withdraw(StudyUid study, String by, String reason, Origin origin);
}
