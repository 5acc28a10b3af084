package org.sallyport.portal.studies;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.list.AccountStudies;
import org.sallyport.portal.studies.list.ListedStudy;
import org.springframework.stereotype.Component;

/**
 * Other studies of the same patient that an account may see. Patients are the same if their numbers
 * and the issuers of these are, and no birth dates contradict it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Priors {
  private final AccountStudies studies;

  /**
   * The newest first, a hundred at most, without the study itself, as the index has them. Empty if
   * the account may not see the study, so that nothing about its patient is revealed.
   */
  public List<ListedStudy> of(AccountId account, StudyUid study) {
    return studies.ofSamePatient(account, study);
  }
}
