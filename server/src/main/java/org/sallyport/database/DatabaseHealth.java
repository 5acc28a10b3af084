package org.sallyport.database;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.sallyport.monitoring.DependencyHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers, asked every 15 seconds and whenever health is. Nothing works
 * without it, so it decides readiness; it does not decide liveness, because a restart would not
 * bring it back.
 */
@Component("databaseHealthIndicator")
class DatabaseHealth extends DependencyHealth {
  private static final int TIMEOUT_SECONDS = 1;

  private final DataSource dataSource;

  DatabaseHealth(DataSource dataSource, Clock clock, MeterRegistry meters) {
    super("database", Status.DOWN, true, clock, meters);
    this.dataSource = dataSource;
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
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}
