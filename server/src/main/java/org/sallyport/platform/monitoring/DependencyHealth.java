package org.sallyport.platform.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Whether something that the server depends on answered this node when it was last used, as a
 * component of the health endpoint and as the metric {@code sallyport.dependency.up}. The details
 * are a time and nothing else: no address, no message of an exception.
 */
public abstract class DependencyHealth implements HealthIndicator, CertificateUse {
  /** The server works without it, with less to offer; answered with 200. */
  public static final Status DEGRADED = new Status("DEGRADED");

  private final String dependency;
  private final Status failing;
  private final boolean inUse;
  private final Clock clock;
  private final AtomicReference<@Nullable Instant> failingSince = new AtomicReference<>();

  /**
   * Creates the component and its metric.
   *
   * @param dependency the label of the metric
   * @param inUse false if the installation does not use it; its state is unknown then
   */
  protected DependencyHealth(String dependency, boolean inUse, Clock clock, MeterRegistry meters) {
    this(dependency, DEGRADED, inUse, clock, meters);
  }

  /**
   * Creates the component and its metric.
   *
   * @param failing the status while it does not answer
   */
  protected DependencyHealth(
      String dependency, Status failing, boolean inUse, Clock clock, MeterRegistry meters) {
    this.dependency = dependency;
    this.failing = failing;
    this.inUse = inUse;
    this.clock = clock;
    Gauge.builder("sallyport.dependency.up", failingSince, since -> up(inUse, since.get()))
        .description("1 if the dependency answered when it was last used, 0 if not")
        .tag("dependency", dependency)
        .register(meters);
  }

  @Override
  public final String dependency() {
    return dependency;
  }

  /** None, unless the dependency says otherwise. */
  @Override
  public List<URI> servers() {
    return List.of();
  }

  /** Notes that it answered. Costs one read while nothing is wrong. */
  public final void answered() {
    if (failingSince.get() != null) {
      failingSince.set(null);
    }
  }

  /** Notes that it did not answer, or not as it should. */
  public final void failed() {
    failingSince.compareAndSet(null, clock.instant());
  }

  /** Since when it has not answered; empty if it answered when it was last used. */
  public final Optional<Instant> failingSince() {
    return Optional.ofNullable(failingSince.get());
  }

  @Override
  public Health health() {
    Instant since = failingSince.get();
    if (!inUse) {
      return Health.unknown().withDetail("state", "not set up").build();
    }
    return since == null
        ? Health.up().build()
        : Health.status(failing).withDetail("failing-since", since.toString()).build();
  }

  /** NaN, which Prometheus takes for no value, if it is not in use. */
  private static double up(boolean inUse, @Nullable Instant failingSince) {
    if (!inUse) {
      return Double.NaN;
    }
    return failingSince == null ? 1 : 0;
  }
}
