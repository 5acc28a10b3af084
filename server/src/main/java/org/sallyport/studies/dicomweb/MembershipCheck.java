package org.sallyport.studies.dicomweb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sallyport.archive.Archive;
import org.sallyport.archive.ResourcePath;
import org.springframework.stereotype.Component;

/**
 * Whether a series or an instance lies in the study under which it is asked for. Orthanc checks
 * that itself; another archive may look at the last UID alone, and then a study of one's own would
 * open every other. An object never moves, so a yes is remembered; what a listing has shown needs
 * no question.
 */
@Component
class MembershipCheck {
  private static final Duration MEMORY = Duration.ofMinutes(5);
  private static final int MOST = 20_000;

  private final Archive archive;
  private final Cache<ResourcePath, Boolean> known;

  MembershipCheck(Archive archive, Clock clock) {
    this.archive = archive;
    this.known =
        Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .maximumSize(MOST)
            .build();
  }

  boolean is(ResourcePath resourcePath) {
    if (resourcePath.series() == null || known.getIfPresent(resourcePath) != null) {
      return true;
    }
    boolean is = archive.has(resourcePath);
    if (is) {
      note(resourcePath);
    }
    return is;
  }

  /** A listing of the archive has shown it. */
  void note(ResourcePath resourcePath) {
    known.put(resourcePath, true);
  }
}
