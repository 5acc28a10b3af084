package org.sallyport.portal.studies.dicomweb;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.contents.ObjectCache;
import org.springframework.stereotype.Component;

/**
 * Checks that a series or instance belongs to the study in the path. Orthanc checks this itself;
 * other archives may look at the last UID only, so that access to one study would give access to
 * all. Objects never move between studies, so positive results are cached, and those shown by a
 * listing need no query.
 */
@Component
class MembershipCheck {
  private final Archive archive;
  private final Cache<ResourcePath, Boolean> known;

  MembershipCheck(Archive archive, Clock clock) {
    this.archive = archive;
    this.known = ObjectCache.of(clock);
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

  /** Remembers a membership that a listing of the archive has shown. */
  void note(ResourcePath resourcePath) {
    known.put(resourcePath, true);
  }
}
