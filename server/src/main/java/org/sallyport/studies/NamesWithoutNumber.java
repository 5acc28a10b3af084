package org.sallyport.studies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sallyport.archive.Archive;
import org.sallyport.archive.Physician;
import org.sallyport.archive.Physician.Part;
import org.sallyport.ids.StudyUid;
import org.springframework.stereotype.Component;

/**
 * Checks that a study's entry really has no number. A name counts only if there is no number, but
 * an archive's search may omit a number that the objects contain; so one object is read before a
 * name is accepted. Objects never change, so this is cached longer.
 */
@Component
class NamesWithoutNumber {
  private static final Duration MEMORY = Duration.ofMinutes(10);
  private static final int MOST = 5000;

  private final Archive archive;
  private final Cache<StudyUid, List<Physician>> named;

  NamesWithoutNumber(Archive archive, Clock clock) {
    this.archive = archive;
    this.named =
        Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .maximumSize(MOST)
            .build();
  }

  boolean is(StudyUid study, Part part, String name) {
    return named.get(study, archive::namedByAnObject).stream()
        .filter(physician -> physician.part() == part && physician.name().equals(name))
        .allMatch(physician -> physician.number().isEmpty());
  }
}
