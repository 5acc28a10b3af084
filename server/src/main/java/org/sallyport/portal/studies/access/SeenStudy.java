package org.sallyport.portal.studies.access;

import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.ArchiveUnreachable;
import org.sallyport.portal.studies.Studies;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.grants.AccessReason;
import org.springframework.stereotype.Component;

/**
 * Decides who may open the pages about access. They work while the archive does not answer: then
 * the index decides, and nothing of the study itself is shown.
 */
@Component
@RequiredArgsConstructor
class SeenStudy {
  private final Studies studies;

  /**
   * What is known of the study.
   *
   * @param study empty while the archive does not answer
   */
  record Seen(Optional<StudyAccess> study, List<AccessReason> reasons) {}

  /** Empty if the account may not see the study. */
  Optional<Seen> of(AccountId account, StudyUid study) {
    try {
      return studies.see(account, study).map(it -> new Seen(Optional.of(it), it.reasons()));
    } catch (ArchiveUnreachable e) {
      List<AccessReason> reasons = studies.reasonsInIndex(account, study);
      return reasons.isEmpty()
          ? Optional.empty()
          : Optional.of(new Seen(Optional.empty(), reasons));
    }
  }
}
