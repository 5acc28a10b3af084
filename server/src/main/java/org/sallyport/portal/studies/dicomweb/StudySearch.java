package org.sallyport.portal.studies.dicomweb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.portal.studies.Studies;
import org.sallyport.portal.studies.StudyAccess;
import org.sallyport.portal.studies.contents.HiddenReports;
import org.sallyport.portal.studies.grants.Candidate;
import org.springframework.stereotype.Component;

/**
 * Finds the studies that an account may see and that match a search, newest first. The index leaves
 * out what does not match; about the rest the archive is asked, up to a limit.
 */
@Component
@RequiredArgsConstructor
class StudySearch {
  private static final int BATCH_SIZE = 100;
  private static final int INDEX_BATCH_SIZE = 2000;

  /** The archive is asked about this many studies at most, and as many of them may not match. */
  private static final int MAX_ASKED = 5000;

  private static final int MAX_WITHOUT_MATCH = 1000;

  private final Studies studies;
  private final IndexedAttributes index;

  /**
   * The matching studies, as many as the search needs; empty if it would have to look through too
   * many.
   */
  Optional<List<StudyAccess>> matching(AccountId account, Search search) {
    List<Candidate> all = new ArrayList<>(studies.candidates(account));
    all.removeIf(it -> !mayMatch(it, search));
    all.sort(Comparator.comparing(StudySearch::day).reversed());
    Found found = new Found(search);
    for (int from = 0; from < all.size() && found.goesOn(); from += INDEX_BATCH_SIZE) {
      int to = Math.min(all.size(), from + INDEX_BATCH_SIZE);
      look(index.mayMatch(all.subList(from, to), search), found);
    }
    return found.result();
  }

  private void look(List<Candidate> some, Found found) {
    for (int from = 0; from < some.size() && found.goesOn(); from += BATCH_SIZE) {
      List<Candidate> batch = some.subList(from, Math.min(some.size(), from + BATCH_SIZE));
      found.add(studies.see(batch), batch.size());
    }
  }

  private static boolean mayMatch(Candidate candidate, Search search) {
    String uids = search.filters().getOrDefault(Attribute.STUDY_INSTANCE_UID, "");
    return uids.isEmpty() || uids.contains(candidate.study().value());
  }

  private static String day(Candidate candidate) {
    return candidate.date() == null ? "" : candidate.date() + "T" + candidate.time();
  }

  /** What was found so far, and about how many studies the archive was asked. */
  private static final class Found {
    private final Search search;
    private final long enough;
    private final List<StudyAccess> matching = new ArrayList<>();
    private int asked;
    private boolean isCutShort;

    Found(Search search) {
      this.search = search;
      this.enough = (long) search.offset() + search.limit();
    }

    void add(List<StudyAccess> seen, int many) {
      asked += many;
      seen.stream()
          .filter(studyAccess -> search.matches(HiddenReports.attributes(studyAccess)))
          .forEach(matching::add);
    }

    /** Whether the next ones are looked at, of which there are some. */
    boolean goesOn() {
      isCutShort = !isEnough() && isTooBroad();
      return !isEnough() && !isCutShort;
    }

    private boolean isEnough() {
      return matching.size() >= enough;
    }

    private boolean isTooBroad() {
      return asked >= MAX_ASKED || asked - matching.size() >= MAX_WITHOUT_MATCH;
    }

    Optional<List<StudyAccess>> result() {
      return isCutShort ? Optional.empty() : Optional.of(matching);
    }
  }
}
