package org.sallyport.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrentReadsTest {
  private final ConcurrentReads<String, Integer> reads = new ConcurrentReads<>();
  private final AtomicInteger truth = new AtomicInteger();
  private final AtomicInteger queries = new AtomicInteger();

  @Test
  void aCallDuringAReadGetsTheNextReadsResult() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first =
          threads.submit(
              () ->
                  reads.get(
                      "a",
                      () -> {
                        int seen = query();
                        started.countDown();
                        await(goOn);
                        return seen;
                      }));
      started.await();
      truth.set(1);
      Future<Integer> second = threads.submit(() -> reads.get("a", this::query));
      assertThat(reads.get("b", this::query)).as("another key waits for nobody").isEqualTo(1);
      goOn.countDown();
      assertThat(first.get()).isZero();
      assertThat(second.get()).as("never what was read before its call").isEqualTo(1);
    }
  }

  @Test
  void callsThatWaitShareOneRead() throws Exception {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first =
          threads.submit(
              () ->
                  reads.get(
                      "a",
                      () -> {
                        started.countDown();
                        goOn.join();
                        return query();
                      }));
      started.await();
      List<Thread> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        waiting.add(Thread.ofVirtual().start(() -> reads.get("a", this::query)));
      }
      while (!waiting.stream().allMatch(it -> it.getState() == Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      goOn.complete(null);
      for (Thread thread : waiting) {
        thread.join();
      }
      assertThat(first.get()).isZero();
      assertThat(queries).hasValue(2);
    }
  }

  @Test
  void aFaultIsThrownToEveryoneAndNotKept() {
    assertThatThrownBy(
            () ->
                reads.get(
                    "a",
                    () -> {
                      throw new IllegalStateException("no database");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(reads.get("a", this::query)).isZero();
  }

  @Test
  void noCallSeesAnOlderTruthThanItsOwnWithManyAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < 16; t++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 2000; i++) {
                    int mine = truth.incrementAndGet();
                    assertThat(reads.get("a", this::query)).isGreaterThanOrEqualTo(mine);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private int query() {
    queries.incrementAndGet();
    return truth.get();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
