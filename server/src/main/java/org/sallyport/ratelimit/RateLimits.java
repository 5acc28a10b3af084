package org.sallyport.ratelimit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes from limits. The demands of one operation are met in the given order, narrowest first: each
 * row is locked until the transaction ends, so the rows that all requests share come last.
 */
@Component
public class RateLimits {
  private final RateLimitStore store;
  private final MeterRegistry meters;
  private final Clock clock;

  RateLimits(RateLimitStore store, MeterRegistry meters, Clock clock) {
    this.store = store;
    this.meters = meters;
    this.clock = clock;
  }

  /** Meets all demands or none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Decision take(List<Demand> demands) {
    Instant now = clock.instant();
    List<Integer> used = new ArrayList<>();
    for (Demand demand : demands) {
      OptionalInt number = store.take(demand, now);
      if (number.isEmpty()) {
        demands.subList(0, used.size()).forEach(store::giveBack);
        count("sallyport.rate.limit.rejected", demand);
        return usedUp(demand, now);
      }
      used.add(number.getAsInt());
    }
    demands.forEach(demand -> count("sallyport.rate.limit.granted", demand));
    return new Decision.Met(used);
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
    meters.counter(what, "limit", demand.limit().name(), "share", demand.share().key()).increment();
  }
}
