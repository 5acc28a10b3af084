package org.sallyport.platform.database;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.sallyport.platform.database.embedded.DatabaseEnd;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers and can write, asked every 15 seconds and whenever health is.
 * Nothing works without it, so it decides readiness; it does not decide liveness, because a restart
 * would not bring it back (it does for the embedded one, see {@link DatabaseEnd}). It is asked on
 * another connection than those of requests: while all of these are in use, the server is busy, and
 * a proxy that took it out would only make the others busier.
 */
@Component("databaseHealthIndicator")
class DatabaseHealth extends DependencyHealth {
  private static final int TIMEOUT_SECONDS = 1;

  private final SeparateTransactions separate;

  DatabaseHealth(SeparateTransactions separate, Clock clock, MeterRegistry meters) {
    super("database", Status.DOWN, true, clock, meters);
    this.separate = separate;
  }

  @Override
  public Health health() {
    check();
    return super.health();
  }

  /** Keeps the metric true where nobody asks for health. */
  @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
  void check() {
    if (isThere()) {
      answered();
    } else {
      failed();
    }
  }

  private boolean isThere() {
    return separate.answers(TIMEOUT_SECONDS);
  }
}
