package org.sallyport.platform.ratelimit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.database.SeparateTransactions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes from limits. The demands of one operation are met in the given order, narrowest first: each
 * row is locked until the transaction ends. What many people share (the installation, a network)
 * comes last and is taken in a transaction of its own, and given back if the operation is rolled
 * back: nobody waits for a row while another's request does anything else.
 */
@Component
public class RateLimits {
  private final RateLimitStore store;
  private final RateLimitStore ofMany;
  private final SeparateTransactions separate;
  private final MeterRegistry meters;
  private final Clock clock;

  RateLimits(
      RateLimitStore store,
      KeyedHash hash,
      SeparateTransactions separate,
      MeterRegistry meters,
      Clock clock) {
    this.store = store;
    this.ofMany = new RateLimitStore(separate.jdbc(), hash);
    this.separate = separate;
    this.meters = meters;
    this.clock = clock;
  }

  /** Meets all demands or none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Decision take(List<Demand> demands) {
    Instant now = clock.instant();
    List<Demand> own = demands.stream().filter(demand -> !demand.isOfMany()).toList();
    List<Demand> shared = demands.stream().filter(Demand::isOfMany).toList();
    Taken narrow = take(store, own, now);
    Taken wide =
        narrow.refused() != null || shared.isEmpty()
            ? new Taken(List.of(), null)
            : separate.run(() -> take(ofMany, shared, now));
    Demand refused = narrow.refused() != null ? narrow.refused() : wide.refused();
    if (refused != null) {
      if (wide.refused() != null) {
        own.forEach(store::giveBack);
      }
      count("sallyport.rate.limit.rejected", refused);
      return usedUp(refused, now);
    }
    giveBackAfterRollback(shared);
    demands.forEach(demand -> count("sallyport.rate.limit.granted", demand));
    return new Decision.Met(used(demands, narrow, wide));
  }

  /**
   * What was taken, or nothing.
   *
   * @param used how many are used now, for each demand
   * @param refused the first demand that could not be met; null if all were
   */
  private record Taken(List<Integer> used, @Nullable Demand refused) {}

  private static Taken take(RateLimitStore from, List<Demand> demands, Instant now) {
    List<Integer> used = new ArrayList<>();
    for (Demand demand : demands) {
      OptionalInt number = from.take(demand, now);
      if (number.isEmpty()) {
        demands.subList(0, used.size()).forEach(from::giveBack);
        return new Taken(List.of(), demand);
      }
      used.add(number.getAsInt());
    }
    return new Taken(used, null);
  }

  private static List<Integer> used(List<Demand> demands, Taken narrow, Taken wide) {
    Iterator<Integer> own = narrow.used().iterator();
    Iterator<Integer> shared = wide.used().iterator();
    return demands.stream().map(it -> it.isOfMany() ? shared.next() : own.next()).toList();
  }

  private void giveBackAfterRollback(List<Demand> shared) {
    if (shared.isEmpty()) {
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            if (status == STATUS_ROLLED_BACK) {
              separate.run(() -> giveBack(shared));
            }
          }
        });
  }

  private int giveBack(List<Demand> shared) {
    shared.forEach(ofMany::giveBack);
    return shared.size();
  }

  /**
   * Returns after the commit what earlier transactions took from limits that many people share, if
   * the window has not ended since. For limits on what came to nothing: the caller has found out
   * that it was rightful.
   *
   * @param times how often each was taken
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void giveBack(List<Demand> shared, int times) {
    Instant now = clock.instant();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            separate.run(
                () -> {
                  shared.forEach(demand -> ofMany.giveBack(demand, times, now));
                  return shared.size();
                });
          }
        });
  }

  /** The first demand that could not be met now; empty if all could. */
  public Optional<Decision.UsedUp> check(List<Demand> demands) {
    Instant now = clock.instant();
    return demands.stream()
        .filter(demand -> demand.limit().most() < 1 || store.usedUpUntil(demand, now).isPresent())
        .findFirst()
        .map(demand -> usedUp(demand, now));
  }

  /**
   * The watched limits that have reached their warning level or are used up, and for which no
   * notice is recorded yet (see {@link #told}).
   */
  public List<ReachedLimit> reached() {
    return store.reached(clock.instant());
  }

  /** Those who have used four fifths of a limit or more, the fullest first; at most 100. */
  public List<LimitUse> near() {
    return store.near(clock.instant());
  }

  /**
   * Records that the notice was sent, as the last statement of the transaction that sends it, so
   * that the row is locked only briefly.
   *
   * @return false if it was already sent; then the caller rolls back
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean told(ReachedLimit reached) {
    return store.markReported(reached);
  }

  private Decision.UsedUp usedUp(Demand demand, Instant now) {
    Limit limit = demand.limit();
    Instant until = store.usedUpUntil(demand, now).orElse(now.plus(limit.window()));
    return new Decision.UsedUp(limit.name(), until);
  }

  private void count(String what, Demand demand) {
    meters.counter(what, "limit", demand.limit().name(), "share", demand.quota().key()).increment();
  }
}
