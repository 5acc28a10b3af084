package org.sallyport.portal.studies.contents;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import org.sallyport.portal.archive.ResourcePath;
import org.sallyport.portal.studies.ExpiringCaches;

/**
 * What the archive said of objects, for a short time: they never change and never move between
 * studies.
 */
public final class ObjectCache {
  private static final Duration TTL = Duration.ofMinutes(5);
  private static final int MAX_CACHED = 20_000;

  private ObjectCache() {}

  public static <T> Cache<ResourcePath, T> of(Clock clock) {
    return ExpiringCaches.of(clock, TTL, MAX_CACHED);
  }
}
