package org.sallyport.portal.studies.grants;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.springframework.stereotype.Component;

/**
 * Why an account sees the studies of its list, as the database says. When a study is opened, the
 * archive decides.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ListedReasons {
  private final Candidates candidates;

  /** The reasons for each study, the widest first; a study that is not the account's is missing. */
  public Map<StudyUid, List<AccessReason>> of(AccountId account, Collection<StudyUid> studies) {
    Map<StudyUid, List<AccessReason>> reasons = new HashMap<>();
    for (Candidate candidate : candidates.of(account, studies)) {
      reasons.put(
          candidate.study(),
          candidate.grounds().stream().map(AccessGrant::reason).sorted().toList());
    }
    return reasons;
  }
}
