package org.sallyport.portal.studies;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Weigher;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Caches whose entries expire by the product's clock. */
public final class ExpiringCaches {
  private ExpiringCaches() {}

  /**
   * A cache of at most that many entries.
   *
   * @param kept how long an entry stays after it was written
   */
  public static <K, V> Cache<K, V> of(Clock clock, Duration kept, long most) {
    return expiring(clock, kept).maximumSize(most).build();
  }

  /** A cache of entries that have at most that weight in all. */
  public static <K, V> Cache<K, V> weighed(
      Clock clock, Duration kept, long most, Weigher<K, V> weigher) {
    return expiring(clock, kept).maximumWeight(most).weigher(weigher).build();
  }

  private static Caffeine<Object, Object> expiring(Clock clock, Duration kept) {
    return Caffeine.newBuilder()
        .expireAfterWrite(kept)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
  }
}
