package org.sallyport.portal.studies.index;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.dicom.StudyEntry;

/** Reads a range into the index, one page at a time. */
@RequiredArgsConstructor
final class DateRangeReader {
  private static final int PAGE_SIZE = 200;

  private final StudyDateRange range;
  private final Archive archive;
  private final StudyIndex index;
  private final Set<StudyUid> seen = new HashSet<>();
  private Set<StudyUid> lastPage = Set.of();
  private int offset;

  /**
   * Reads the next page.
   *
   * @return how many studies were on it; 0 at the end of the range
   */
  int page() {
    List<StudyEntry> page = archive.studies(range.from(), range.to(), PAGE_SIZE, offset);
    Set<StudyUid> uids = new HashSet<>();
    page.forEach(entry -> uids.add(entry.uid()));
    if (uids.isEmpty() || uids.equals(lastPage)) {
      forgetVanished();
      return 0;
    }
    index.write(page);
    note(page);
    lastPage = uids;
    offset += page.size();
    return page.size();
  }

  /**
   * For the unlimited range only studies without a date are tracked: the others have ranges of
   * their own.
   */
  private void note(List<StudyEntry> page) {
    page.stream()
        .filter(entry -> !range.isEverything() || entry.date() == null)
        .forEach(entry -> seen.add(entry.uid()));
  }

  /**
   * Removes a study that was not found from the index only if the archive does not return it by its
   * UID either.
   */
  private void forgetVanished() {
    Set<StudyUid> missing = new HashSet<>(index.studies(range));
    missing.removeAll(seen);
    if (missing.isEmpty()) {
      return;
    }
    List<StudyEntry> still = archive.studies(missing);
    index.write(still);
    still.forEach(entry -> missing.remove(entry.uid()));
    index.forget(missing);
  }
}
