package org.sallyport.portal.studies.examination;

import java.util.List;
import org.sallyport.portal.studies.grants.NamedPerson;

/**
 * Who sees a study, and why.
 *
 * @param reasons those in force and those that are not, the widest first
 * @param named whom the archive names for it
 */
public record StudyExamination(
    ExaminedStudy study, List<ExaminedReason> reasons, List<NamedPerson> named) {

  /** Whether somebody has access now. */
  public boolean isSeen() {
    return reasons.stream().anyMatch(ExaminedReason::isInForce);
  }
}
