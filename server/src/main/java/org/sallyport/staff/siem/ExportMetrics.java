package org.sallyport.staff.siem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * The state of the export as metrics and health: read from the database once a second by every
 * node.
 */
@Component
class ExportMetrics {
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldestSeconds = new AtomicLong();
  private final Counter sent;
  private final Counter failures;
  private final SiemHealth health;
  private final Clock clock;

  ExportMetrics(MeterRegistry meters, SiemHealth health, Clock clock) {
    this.health = health;
    this.clock = clock;
    registerGauges(meters);
    sent = meters.counter("sallyport.audit.export.sent");
    failures = meters.counter("sallyport.audit.export.failures");
  }

  private void registerGauges(MeterRegistry meters) {
    Gauge.builder("sallyport.audit.export.waiting", waiting, AtomicLong::get)
        .description("audit events that wait for the SIEM")
        .register(meters);
    Gauge.builder("sallyport.audit.export.oldest", oldestSeconds, AtomicLong::get)
        .description("age of the oldest audit event that waits for the SIEM")
        .baseUnit("seconds")
        .register(meters);
  }

  void set(ExportCursor.ExportState state) {
    Instant oldest = state.oldest();
    waiting.set(state.waiting());
    oldestSeconds.set(
        oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds()));
    if (state.failingSince() == null) {
      health.answered();
    } else {
      health.failed();
    }
  }

  void sent(int events) {
    sent.increment(events);
  }

  void failed() {
    failures.increment();
  }
}
