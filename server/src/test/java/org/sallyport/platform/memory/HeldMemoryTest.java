package org.sallyport.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldMemoryTest {
  private static final int MIB = 1 << 20;

  /** Each doubling waited anew, so that a large document was refused after half a minute only. */
  @Test
  void Rule47_oneReaderWaitsForAllItsPartsTogether() throws Exception {
    MemoryBudget budget =
        new MemoryBudget(16L * MIB, Duration.ofSeconds(2), new SimpleMeterRegistry());
    try (ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        HeldMemory first = budget.begin();
        HeldMemory second = budget.begin();
        HeldMemory reader = budget.begin()) {
      first.holds(5L * MIB);
      second.holds(5L * MIB);
      long begun = System.nanoTime();
      var released = later.schedule(() -> second.keep(0), 1500, TimeUnit.MILLISECONDS);
      assertThat(reader.holds(3L * MIB)).isTrue();
      released.get();
      second.holds(2L * MIB);
      assertThatThrownBy(() -> reader.holds(5L * MIB)).isInstanceOf(MemoryBusy.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }
  }
}
