package org.sallyport.studies.index;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sallyport.archive.Archive;
import org.sallyport.archive.StudyEntry;
import org.sallyport.ids.StudyUid;

/** A span that is being read into the index, a page at a time. */
final class SpanReading {
  private static final int PAGE = 200;

  private final Span span;
  private final Archive archive;
  private final StudyIndex index;
  private final Set<StudyUid> seen = new HashSet<>();
  private Set<StudyUid> lastPage = Set.of();
  private int offset;

  SpanReading(Span span, Archive archive, StudyIndex index) {
    this.span = span;
    this.archive = archive;
    this.index = index;
  }

  /**
   * Reads the next page.
   *
   * @return how many studies were on it; 0 once the span has been read to its end
   */
  int page() {
    List<StudyEntry> page = archive.studies(span.from(), span.to(), PAGE, offset);
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

  /** Of everything, only what has no date is kept in mind: the rest has spans of its own. */
  private void note(List<StudyEntry> page) {
    page.stream()
        .filter(entry -> !span.isEverything() || entry.date() == null)
        .forEach(entry -> seen.add(entry.uid()));
  }

  /** A study that did not come is forgotten only if the archive, asked for it by name, has none. */
  private void forgetVanished() {
    Set<StudyUid> missing = new HashSet<>(index.studies(span));
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
