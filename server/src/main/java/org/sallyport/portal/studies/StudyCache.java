package org.sallyport.portal.studies;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.dicom.StudyEntry;
import org.sallyport.portal.studies.names.IndexedNames;
import org.springframework.stereotype.Component;

/**
 * Caches the archive's responses about studies for a few seconds: a page of previews requests the
 * same study dozens of times.
 */
@Component
class StudyCache {
  /** Characters of the archive's responses; those of 2000 studies. */
  private static final int MAX_CACHED_LENGTH = 4_000_000;

  private static final int MIN_LENGTH = 100;

  private final Archive archive;
  private final IndexedNames names;
  private final Cache<StudyUid, Optional<StudyEntry>> answers;

  StudyCache(Archive archive, IndexedNames names, StudiesProperties properties, Clock clock) {
    this.archive = archive;
    this.names = names;
    this.answers =
        ExpiringCaches.weighed(
            clock, properties.recheck(), MAX_CACHED_LENGTH, (study, answer) -> length(answer));
  }

  /**
   * The archive's responses.
   *
   * @param known the studies that exist
   * @param changed those of which the index said something else until now
   */
  record Answers(Map<StudyUid, StudyEntry> known, Set<StudyUid> changed) {}

  private static int length(Optional<StudyEntry> answer) {
    int length = answer.map(entry -> entry.attributes().json().toString().length()).orElse(0);
    return MIN_LENGTH + length;
  }

  /** Whether the archive need not be asked about a study. */
  boolean has(StudyUid study) {
    return answers.getIfPresent(study) != null;
  }

  /** Fresh responses are written to the index, so that it says the same as the archive. */
  Answers of(Collection<StudyUid> studies) {
    Map<StudyUid, StudyEntry> known = new HashMap<>();
    List<StudyUid> unknown = new ArrayList<>();
    for (StudyUid study : studies) {
      Optional<StudyEntry> answer = answers.getIfPresent(study);
      if (answer == null) {
        unknown.add(study);
      } else {
        answer.ifPresent(entry -> known.put(study, entry));
      }
    }
    return new Answers(known, unknown.isEmpty() ? Set.of() : ask(unknown, known));
  }

  private Set<StudyUid> ask(List<StudyUid> studies, Map<StudyUid, StudyEntry> known) {
    List<StudyEntry> fresh = archive.studies(studies);
    Set<StudyUid> changed = names.write(fresh);
    fresh.forEach(entry -> known.put(entry.uid(), entry));
    studies.forEach(study -> answers.put(study, Optional.ofNullable(known.get(study))));
    return changed;
  }
}
