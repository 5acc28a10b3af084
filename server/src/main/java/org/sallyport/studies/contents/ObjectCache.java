package org.sallyport.studies.contents;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.archive.ResourcePath;
import org.sallyport.studies.ExpiringCaches;

/**
 * What the archive said of objects, for a short time: they never change and never move between
 * studies.
 */
public final class ObjectCache {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MOST = 20_000;

  private ObjectCache() {}

  public static Cache<ResourcePath, Boolean> of(Clock clock) {
    return ExpiringCaches.of(clock, KEPT, MOST);
  }
}
