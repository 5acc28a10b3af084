package org.sallyport.studies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sallyport.archive.Archive;
import org.sallyport.archive.StudyEntry;
import org.sallyport.ids.StudyUid;
import org.springframework.stereotype.Component;

/**
 * Caches the archive's responses about studies for a few seconds: a page of previews requests the
 * same study dozens of times.
 */
@Component
class Entries {
  private static final int MOST = 3000;

  private final Archive archive;
  private final Cache<StudyUid, Optional<StudyEntry>> answers;

  Entries(Archive archive, StudiesProperties properties, Clock clock) {
    this.archive = archive;
    this.answers =
        Caffeine.newBuilder()
            .expireAfterWrite(properties.recheck())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .maximumSize(MOST)
            .build();
  }

  /** The studies that exist in the archive. */
  Map<StudyUid, StudyEntry> of(Collection<StudyUid> studies) {
    Map<StudyUid, StudyEntry> entries = new HashMap<>();
    List<StudyUid> unknown = new ArrayList<>();
    for (StudyUid study : studies) {
      Optional<StudyEntry> answer = answers.getIfPresent(study);
      if (answer == null) {
        unknown.add(study);
      } else {
        answer.ifPresent(entry -> entries.put(study, entry));
      }
    }
    entries.putAll(asked(unknown));
    return entries;
  }

  private Map<StudyUid, StudyEntry> asked(List<StudyUid> studies) {
    Map<StudyUid, StudyEntry> entries = new HashMap<>();
    if (studies.isEmpty()) {
      return entries;
    }
    archive.studies(studies).forEach(entry -> entries.put(entry.uid(), entry));
    studies.forEach(study -> answers.put(study, Optional.ofNullable(entries.get(study))));
    return entries;
  }
}
