package org.sallyport.gate.lockout;

import java.time.Clock;
import java.time.Instant;
import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes counters of wrong passwords that no longer cause a wait. Strangers can create one for
 * each name that they invent.
 */
@Component
class ThrottleRetention implements RetainedRows {
  private final JdbcClient jdbc;
  private final LockProperties limits;
  private final Clock clock;

  ThrottleRetention(JdbcClient jdbc, LockProperties limits, Clock clock) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public String table() {
    return "throttle";
  }

  @Override
  public RetentionPeriod period() {
    return RetentionPeriod.RATE_LIMITS;
  }

  @Override
  public int remove(Instant before, int most) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            delete from throttle where ctid = any (array(
              select ctid from throttle where last_at < :forgotten and blocked_until <= :now limit :most for update skip locked))
            """)
        .param("forgotten", now.minus(limits.passwordFailureWindow()))
        .param("now", now)
        .param("most", most)
        .update();
  }
}
