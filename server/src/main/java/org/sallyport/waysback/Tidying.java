package org.sallyport.waysback;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets links and counts that decide nothing any more; the audit log keeps what happened. */
@Component
class Tidying {
  private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
  private static final Duration LINKS_KEPT = Duration.ofDays(30);

  private final Links links;
  private final SendBudget budget;
  private final Clock clock;

  Tidying(Links links, SendBudget budget, Clock clock) {
    this.links = links;
    this.budget = budget;
    this.clock = clock;
  }

  @Scheduled(fixedRate = 6, timeUnit = TimeUnit.HOURS)
  void tidy() {
    try {
      links.forget(clock.instant().minus(LINKS_KEPT));
      budget.forget();
    } catch (DataAccessException e) {
      LOG.warn("old links wait to be forgotten: {}", e.toString());
    }
  }
}
