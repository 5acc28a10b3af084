package org.sallyport.platform.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.sallyport.platform.monitoring.CachedReading;
import org.sallyport.platform.monitoring.Upkeep;
import org.sallyport.platform.monitoring.UpkeepSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the clock of this node is ahead of the database's, by which all nodes are compared; and
 * the time itself, for a monitor with a clock of its own.
 */
@Component
class ClockDifference implements UpkeepSource {
  static final Duration MAX = Duration.ofSeconds(2);

  private static final double MILLIS = 1_000;

  private final CachedReading<Long> millis;

  ClockDifference(SeparateTransactions separate, Clock clock, MeterRegistry meters) {
    millis = new CachedReading<>(() -> separate.run(() -> millis(separate.jdbc(), clock)), clock);
    Gauge.builder("sallyport.clock.difference", () -> millis.number(it -> it / MILLIS))
        .description("how far this node is ahead of the database")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("sallyport.clock", () -> clock.millis() / MILLIS)
        .description("the time of this node since 1970")
        .baseUnit("seconds")
        .register(meters);
  }

  /**
   * Asks for the database's time, and compares it with the middle of the question's.
   *
   * @throws IllegalStateException if the answer took too long to tell
   */
  static long millis(JdbcClient jdbc, Clock clock) {
    long begun = System.nanoTime();
    long before = clock.millis();
    long theirs =
        jdbc.sql("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)")
            .query(Long.class)
            .single();
    long after = clock.millis();
    if (System.nanoTime() - begun > MAX.toNanos()) {
      throw new IllegalStateException("the database answered late");
    }
    return (before + after) / 2 - theirs;
  }

  @Override
  public List<Upkeep> upkeep() {
    return millis.value().map(it -> new Upkeep("clock", "", Math.abs(it) > MAX.toMillis())).stream()
        .toList();
  }
}
