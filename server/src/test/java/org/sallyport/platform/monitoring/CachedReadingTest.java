package org.sallyport.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.TurnableClock;

class CachedReadingTest {
  private final TurnableClock clock = new TurnableClock();
  private final AtomicInteger queries = new AtomicInteger();

  @Test
  void isReadOnceInFifteenSeconds() {
    CachedReading<Integer> reading = new CachedReading<>(queries::incrementAndGet, clock);
    for (int scrape = 0; scrape < 10; scrape++) {
      assertThat(reading.value()).contains(1);
    }
    clock.turn(CachedReading.TTL.minusMillis(1));
    assertThat(reading.value()).contains(1);
    clock.turn(Duration.ofMillis(1));
    assertThat(reading.value()).contains(2);
  }

  @Test
  void aFailureIsCachedAsLongAndIsNaN() {
    CachedReading<Integer> reading = new CachedReading<>(this::fail, clock);
    assertThat(reading.number(Integer::doubleValue)).isNaN();
    assertThat(reading.number(Integer::doubleValue)).isNaN();
    assertThat(queries).hasValue(1);
    clock.turn(CachedReading.TTL);
    assertThat(reading.value()).isEmpty();
    assertThat(queries).hasValue(2);
  }

  private Integer fail() {
    throw new IllegalStateException("query " + queries.incrementAndGet());
  }
}
