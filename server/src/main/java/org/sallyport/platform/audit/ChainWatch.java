package org.sallyport.platform.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.monitoring.Upkeep;
import org.sallyport.platform.monitoring.UpkeepSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Verifies the chain: once a day what is new since the last verified seal, once a week and after a
 * start all of it. Each node does so and believes no other, since what it found cannot be stored
 * where somebody who changes the database could not change it, too.
 */
@Component
class ChainWatch implements UpkeepSource {
  private static final Logger LOG = LoggerFactory.getLogger(ChainWatch.class);
  private static final Duration WHOLE = Duration.ofDays(7);

  private final AuditChain chain;
  private final Clock clock;

  /** When it was verified last, with whatever result, or when this node was started. */
  private volatile Instant verifiedAt;

  private volatile @Nullable Instant wholeAt;
  private volatile @Nullable Verification last;

  ChainWatch(AuditChain chain, Clock clock, MeterRegistry meters) {
    this.chain = chain;
    this.clock = clock;
    this.verifiedAt = clock.instant();
    Gauge.builder("sallyport.audit.chain.broken", () -> broken(last))
        .description("1 if a link of the audit log's chain does not match, 0 if all did")
        .register(meters);
    Gauge.builder("sallyport.audit.chain.verified", this::age)
        .description("time since this node verified the audit log's chain, or since its start")
        .baseUnit("seconds")
        .register(meters);
  }

  /** NaN, which Prometheus takes for no value, if nothing was verified yet. */
  private static double broken(@Nullable Verification last) {
    if (last == null) {
      return Double.NaN;
    }
    return last.broken() == null ? 0 : 1;
  }

  private double age() {
    return Duration.between(verifiedAt, clock.instant()).toSeconds();
  }

  /** After a broken link all is verified, so that only an intact chain ends the alarm. */
  @Scheduled(initialDelay = 1, fixedDelay = 24, timeUnit = TimeUnit.HOURS)
  void verify() {
    Instant now = clock.instant();
    Instant whole = wholeAt;
    Verification before = last;
    boolean all =
        whole == null
            || !whole.plus(WHOLE).isAfter(now)
            || (before != null && before.broken() != null);
    Verification result = chain.verify(all);
    last = result;
    verifiedAt = clock.instant();
    if (all) {
      wholeAt = now;
    }
    if (result.broken() != null) {
      LOG.error("the audit log's chain is broken at link {}", result.broken());
    }
  }

  @Override
  public List<Upkeep> upkeep() {
    Verification result = last;
    return result == null ? List.of() : List.of(new Upkeep("chain", "", result.broken() != null));
  }
}
