package org.sallyport.studies;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sallyport.archive.Physician.Part;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.StudyUid;
import org.springframework.stereotype.Component;

/**
 * Why an account sees the studies of its list, as the database says. When a study is opened, the
 * archive decides.
 */
@Component
public class ListedReasons {
  private final Candidates candidates;

  ListedReasons(Candidates candidates) {
    this.candidates = candidates;
  }

  /** The strongest reason for each study; a study that is not the account's is missing. */
  public Map<StudyUid, AccessReason> of(AccountId account, Collection<StudyUid> studies) {
    Set<StudyUid> wanted = Set.copyOf(studies);
    Map<StudyUid, AccessReason> reasons = new HashMap<>();
    candidates.of(account).stream()
        .filter(candidate -> wanted.contains(candidate.study()))
        .forEach(candidate -> reasons.put(candidate.study(), strongest(candidate.grounds())));
    return reasons;
  }

  private static AccessReason strongest(List<AccessGrant> grounds) {
    return grounds.stream()
        .map(ListedReasons::reason)
        .min(Comparator.comparing(ListedReasons::rank))
        .orElseThrow();
  }

  private static AccessReason reason(AccessGrant grant) {
    return switch (grant) {
      case AccessGrant.ByNumber by -> reason(by.part());
      case AccessGrant.ByName by -> reason(by.part());
      case AccessGrant.ByShare by -> new AccessReason.SharedBy(by.by(), by.until());
    };
  }

  private static AccessReason reason(Part part) {
    return part == Part.REQUESTING
        ? new AccessReason.RequestedByYou()
        : new AccessReason.ReferredByYou();
  }

  private static int rank(AccessReason reason) {
    return switch (reason) {
      case AccessReason.RequestedByYou requested -> 0;
      case AccessReason.ReferredByYou referred -> 1;
      case AccessReason.SharedBy shared -> 2;
    };
  }
}
