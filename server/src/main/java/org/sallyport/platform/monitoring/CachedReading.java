package org.sallyport.platform.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A query for metrics that runs at most once in {@link #TTL}, however often and by however many
 * threads the metrics are read. A failure is kept as long, so that a scrape does not wait for an
 * unavailable database once for each metric.
 */
@RequiredArgsConstructor
public final class CachedReading<T> {
  /** How long a reading is used. */
  public static final Duration TTL = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(CachedReading.class);

  private final Supplier<T> query;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile @Nullable Reading<T> last;

  private record Reading<T>(Instant at, Optional<T> value) {}

  /** The last reading; empty if it failed. */
  public Optional<T> value() {
    reading.lock();
    try {
      return keptOrRead();
    } finally {
      reading.unlock();
    }
  }

  /** The kept reading while it is fresh, else a new one. The caller holds the lock. */
  private Optional<T> keptOrRead() {
    Reading<T> kept = last;
    Instant now = clock.instant();
    if (kept != null && isFresh(kept, now)) {
      return kept.value();
    }
    Optional<T> value = read();
    last = new Reading<>(now, value);
    return value;
  }

  /** A number of the last reading; NaN, which Prometheus takes for no value, if it failed. */
  public double number(ToDoubleFunction<T> part) {
    return value().map(part::applyAsDouble).orElse(Double.NaN);
  }

  private static boolean isFresh(Reading<?> kept, Instant now) {
    Duration age = Duration.between(kept.at(), now);
    return !age.isNegative() && age.compareTo(TTL) < 0;
  }

  private Optional<T> read() {
    try {
      return Optional.of(query.get());
    } catch (RuntimeException e) {
      LOG.warn("a metric could not be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
