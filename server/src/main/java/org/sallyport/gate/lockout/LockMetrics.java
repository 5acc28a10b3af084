package org.sallyport.gate.lockout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.sallyport.platform.monitoring.CachedReading;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many accounts are locked. */
@Component
class LockMetrics implements MeterBinder {
  private final JdbcClient jdbc;
  private final CachedReading<Integer> locked;

  LockMetrics(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.locked = new CachedReading<>(this::count, clock);
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("sallyport.accounts.locked", locked, it -> it.number(Integer::doubleValue))
        .description("Accounts that are locked now")
        .register(meters);
  }

  private Integer count() {
    return jdbc.sql("select count(*) from account where locked_at is not null")
        .query(Integer.class)
        .single();
  }
}
