package org.sallyport.platform.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoalescingWorkerTest {
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void runsOnceMoreForAllWakesDuringARun() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    Semaphore may = new Semaphore(0);
    CoalescingWorker worker =
        new CoalescingWorker(
            "test",
            () -> {
              started.countDown();
              may.acquireUninterruptibly();
              runs.incrementAndGet();
            });
    worker.wake();
    started.await();
    for (int i = 0; i < 5; i++) {
      worker.wake();
    }
    may.release(10);
    await().untilAtomic(runs, it -> assertThat(it).isEqualTo(2));
    await().during(Duration.ofMillis(200)).until(() -> runs.get() == 2);
  }

  @Test
  void runsAfterTheLastOfManyWakes() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    CoalescingWorker worker = new CoalescingWorker("test", () -> seen.set(asked.get()));
    for (int i = 1; i <= 100_000; i++) {
      asked.set(i);
      worker.wake();
    }
    await().until(() -> seen.get() == 100_000);
  }

  @Test
  void runsAgainAfterAFailure() {
    CoalescingWorker worker =
        new CoalescingWorker(
            "test",
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("the first run fails");
              }
            });
    worker.wake();
    await().until(() -> runs.get() == 1);
    worker.wake();
    await().until(() -> runs.get() == 2);
  }
}
