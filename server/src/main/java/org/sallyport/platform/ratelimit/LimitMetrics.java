package org.sallyport.platform.ratelimit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * How much of the watched limits is used, of all nodes together: by limit and share, and of the
 * prefix of which most is used. Limits without use have no value.
 */
@Component
class LimitMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(LimitMetrics.class);
  private static final int INTERVAL_SECONDS = 15;

  private final RateLimitStore store;
  private final MultiGauge used;
  private final Clock clock;

  LimitMetrics(RateLimitStore store, MeterRegistry meters, Clock clock) {
    this.store = store;
    this.used =
        MultiGauge.builder("sallyport.rate.limit.used")
            .description("The used part of a limit in its current window, 0 to 1")
            .baseUnit("ratio")
            .register(meters);
    this.clock = clock;
  }

  @Scheduled(fixedDelay = INTERVAL_SECONDS, timeUnit = TimeUnit.SECONDS)
  void read() {
    used.register(rows(), true);
  }

  private List<MultiGauge.Row<?>> rows() {
    try {
      return store.used(clock.instant()).stream()
          .<MultiGauge.Row<?>>map(LimitMetrics::row)
          .toList();
    } catch (DataAccessException | CannotCreateTransactionException e) {
      LOG.debug("the use of limits could not be read: {}", e.toString());
      return List.of();
    }
  }

  private static MultiGauge.Row<?> row(RateLimitStore.Used use) {
    return MultiGauge.Row.of(Tags.of("limit", use.limit(), "share", use.share()), use.ratio());
  }
}
