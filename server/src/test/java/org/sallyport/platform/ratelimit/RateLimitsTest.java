package org.sallyport.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class RateLimitsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Autowired RateLimits limits;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired MeterRegistry meters;
  @Autowired Rows rows;

  private final String whose = UUID.randomUUID().toString();

  private Decision take(Demand... demands) {
    return Objects.requireNonNull(transaction.execute(status -> limits.take(List.of(demands))));
  }

  private Demand narrow(Quota share) {
    return Limit.of("test-narrow", HOUR, 2).demand(share, whose);
  }

  private Demand wide(Quota share) {
    return Limit.of("test-wide", HOUR, 3).demand(share, whose);
  }

  @Test
  void eachShareHasTheWholeNumber() {
    assertThat(take(narrow(Quota.ANYONE))).isEqualTo(new Decision.Met(List.of(1)));
    assertThat(take(narrow(Quota.ANYONE))).isEqualTo(new Decision.Met(List.of(2)));
    assertThat(take(narrow(Quota.ANYONE)))
        .isEqualTo(new Decision.UsedUp("test-narrow", clock.instant().plus(HOUR)));
    assertThat(take(narrow(Quota.KNOWN_BROWSER))).isEqualTo(new Decision.Met(List.of(1)));
  }

  @Test
  void theWindowBeginsWithTheFirstAndIsOverAtItsEnd() {
    take(narrow(Quota.ANYONE));
    clock.turn(HOUR.minusMillis(1));
    take(narrow(Quota.ANYONE));
    assertThat(take(narrow(Quota.ANYONE)))
        .isEqualTo(new Decision.UsedUp("test-narrow", clock.instant().plusMillis(1)));
    clock.turn(Duration.ofMillis(1));
    assertThat(take(narrow(Quota.ANYONE))).isEqualTo(new Decision.Met(List.of(1)));
  }

  @Test
  void aWindowThatBeganWhileTheClockWasAheadIsOver() {
    clock.turn(Duration.ofDays(30));
    take(narrow(Quota.ANYONE));
    take(narrow(Quota.ANYONE));
    clock.turn(Duration.ofDays(-30));
    assertThat(limits.check(List.of(narrow(Quota.ANYONE)))).isEmpty();
    assertThat(take(narrow(Quota.ANYONE))).isEqualTo(new Decision.Met(List.of(1)));
    take(narrow(Quota.ANYONE));
    assertThat(take(narrow(Quota.ANYONE)))
        .isEqualTo(new Decision.UsedUp("test-narrow", clock.instant().plus(HOUR)));
  }

  @Test
  void aServerWhoseClockIsALittleBehindBeginsNoNewWindow() {
    take(narrow(Quota.ANYONE));
    clock.turn(Duration.ofSeconds(-30));
    assertThat(take(narrow(Quota.ANYONE))).isEqualTo(new Decision.Met(List.of(2)));
    assertThat(take(narrow(Quota.ANYONE))).isInstanceOf(Decision.UsedUp.class);
    clock.turn(Duration.ofSeconds(30));
  }

  @Test
  void whatIsRefusedTakesNothingOutOfTheOthers() {
    for (int i = 0; i < 3; i++) {
      take(wide(Quota.ANYONE));
    }
    for (int i = 0; i < 5; i++) {
      assertThat(take(narrow(Quota.ANYONE), wide(Quota.ANYONE)))
          .isInstanceOf(Decision.UsedUp.class);
    }
    assertThat(take(narrow(Quota.ANYONE))).isEqualTo(new Decision.Met(List.of(1)));
  }

  @Test
  void checkingUsesNothingUp() {
    assertThat(limits.check(List.of(narrow(Quota.ANYONE)))).isEmpty();
    take(narrow(Quota.ANYONE));
    take(narrow(Quota.ANYONE));
    assertThat(limits.check(List.of(wide(Quota.ANYONE), narrow(Quota.ANYONE))))
        .contains(new Decision.UsedUp("test-narrow", clock.instant().plus(HOUR)));
    clock.turn(HOUR);
    assertThat(limits.check(List.of(narrow(Quota.ANYONE)))).isEmpty();
  }

  @Test
  void concurrentDemandsAreMetExactlyUpToTheLimit() throws Exception {
    Limit limit = Limit.of("test-race", HOUR, 10);
    Callable<Decision> one = () -> take(limit.demand(Quota.ANYONE, whose));
    List<Callable<Decision>> all = IntStream.range(0, 40).mapToObj(i -> one).toList();
    int met = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Decision> decision : threads.invokeAll(all)) {
        met += decision.get() instanceof Decision.Met ? 1 : 0;
      }
    }
    assertThat(met).isEqualTo(10);
  }

  @Nested
  class WhatManyShare {
    private final Demand shared = wide(Quota.ANYONE).ofMany();

    @Test
    void isNotLockedWhileAnOperationGoesOn() {
      transaction.executeWithoutResult(
          operation -> {
            limits.take(List.of(narrow(Quota.ANYONE), shared));
            assertThat(CompletableFuture.supplyAsync(() -> take(shared)))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(new Decision.Met(List.of(2)));
          });
      assertThat(take(narrow(Quota.ANYONE), shared)).isEqualTo(new Decision.Met(List.of(2, 3)));
    }

    @Test
    void isGivenBackIfTheOperationIsRolledBack() {
      transaction.executeWithoutResult(
          operation -> {
            limits.take(List.of(narrow(Quota.ANYONE), shared));
            operation.setRollbackOnly();
          });
      assertThat(take(narrow(Quota.ANYONE), shared)).isEqualTo(new Decision.Met(List.of(1, 1)));
    }

    @Test
    void leavesNothingTakenIfItIsUsedUp() {
      take(shared);
      take(shared);
      take(shared);
      assertThat(take(narrow(Quota.ANYONE), shared)).isInstanceOf(Decision.UsedUp.class);
      clock.turn(HOUR);
      assertThat(take(narrow(Quota.ANYONE), shared)).isEqualTo(new Decision.Met(List.of(1, 1)));
    }
  }

  /** The application's job may report the limit first, so the mark in the row is asserted. */
  @Test
  void aWatchedLimitIsReportedAtFourFifthsAndWhenItIsUsedUpOnceInAWindow() {
    takeOfWatched(7);
    assertThat(warnedAfterReport()).isEqualTo(0);
    takeOfWatched(1);
    assertThat(warnedAfterReport()).isEqualTo(1);
    assertThat(reports()).isZero();
    takeOfWatched(1);
    assertThat(reports()).isZero();
    takeOfWatched(3);
    assertThat(warnedAfterReport()).isEqualTo(2);
    assertThat(reports()).isZero();
    clock.turn(HOUR);
    takeOfWatched(1);
    assertThat(warnedAfterReport()).isEqualTo(0);
  }

  private void takeOfWatched(int times) {
    for (int i = 0; i < times; i++) {
      take(Limit.of("test-watched", HOUR, 10).watched().demand(Quota.ANYONE, whose).about(whose));
    }
  }

  private int warnedAfterReport() {
    reports();
    return (int)
        Objects.requireNonNull(
            rows.query("select warned from rate_limit where subject = ?", whose)
                .getFirst()
                .get("warned"));
  }

  private long reports() {
    return limits.reached().stream()
        .filter(reached -> whose.equals(reached.about()))
        .filter(reached -> Boolean.TRUE.equals(transaction.execute(status -> limits.told(reached))))
        .count();
  }

  @Test
  void metricsNameWhatWasTakenAndRefused() {
    Limit limit = Limit.of("test-metric-" + whose, HOUR, 1);
    take(limit.demand(Quota.ANYONE));
    take(limit.demand(Quota.ANYONE));
    take(limit.demand(Quota.ANYONE));
    assertThat(counted("sallyport.rate.limit.granted", limit)).isEqualTo(1);
    assertThat(counted("sallyport.rate.limit.rejected", limit)).isEqualTo(2);
  }

  private double counted(String metric, Limit limit) {
    return meters.counter(metric, "limit", limit.name(), "share", "anyone").count();
  }

  @Test
  void rowsDoNotContainTheOwnerInClear() {
    take(narrow(Quota.ANYONE));
    assertThat(rows.query("select 1 from rate_limit r where r::text like ?", "%" + whose + "%"))
        .isEmpty();
  }
}
