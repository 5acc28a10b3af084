package org.sallyport.portal.archive;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/** The state of the archive as of the last request to it, and the time until it answers. */
@Component("archiveHealthIndicator")
class ArchiveHealth extends DependencyHealth {
  private static final Duration[] HISTOGRAM_BUCKETS = {
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10)
  };

  private final ArchiveProperties properties;
  private final Timer answered;
  private final Timer unreachable;

  ArchiveHealth(ArchiveProperties properties, Clock clock, MeterRegistry meters) {
    super("archive", true, clock, meters);
    this.properties = properties;
    this.answered = timer("answered", meters);
    this.unreachable = timer("unreachable", meters);
  }

  private static Timer timer(String outcome, MeterRegistry meters) {
    return Timer.builder("sallyport.archive.requests")
        .description("Requests to the archive until the headers of its response")
        .tag("outcome", outcome)
        .serviceLevelObjectives(HISTOGRAM_BUCKETS)
        .register(meters);
  }

  @Override
  public List<URI> servers() {
    return List.of(properties.url());
  }

  /**
   * Notes a response.
   *
   * @param nanos since the request was begun
   */
  void answeredAfter(long nanos) {
    answered.record(nanos, TimeUnit.NANOSECONDS);
    answered();
  }

  /**
   * Notes a request without a response that answers it.
   *
   * @param nanos since the request was begun
   */
  void unreachableAfter(long nanos) {
    unreachable.record(nanos, TimeUnit.NANOSECONDS);
    failed();
  }
}
