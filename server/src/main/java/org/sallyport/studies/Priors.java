package org.sallyport.studies;

import java.util.List;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;
import org.sallyport.studies.list.AccountStudies;
import org.sallyport.studies.list.ListedStudy;
import org.springframework.stereotype.Component;

/**
 * Other studies of the same patient that an account may see. Patients are the same if their numbers
 * and the issuers of these are, and no birth dates contradict it.
 */
@Component
public class Priors {
  private final AccountStudies studies;

  Priors(AccountStudies studies) {
    this.studies = studies;
  }

  /**
   * The newest first, a hundred at most, without the study itself, as the index has them. Whoever
   * may not see the study learns nothing of its patient.
   */
  public List<ListedStudy> of(AccountId account, StudyUid study) {
    return studies.ofSamePatient(account, study);
  }
}
