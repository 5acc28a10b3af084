package org.sallyport.secondfactor.push;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets questions that were put long ago. */
@Component
class OldRequests {
  private static final Logger LOG = LoggerFactory.getLogger(OldRequests.class);
  private static final Duration KEPT = Duration.ofDays(30);

  private final RequestStore store;
  private final Clock clock;

  OldRequests(RequestStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(fixedRate = 6, timeUnit = TimeUnit.HOURS)
  void forget() {
    try {
      store.forgetBefore(clock.instant().minus(KEPT));
    } catch (DataAccessException e) {
      LOG.warn("old questions to phones wait to be forgotten: {}", e.toString());
    }
  }
}
