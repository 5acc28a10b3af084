package org.sallyport.gate.delivery.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether at least one mail server accepts a connection and the login. They are asked once a
 * minute, so that a failure is seen before somebody needs a code.
 */
@Component("mailHealthIndicator")
class MailHealth extends DependencyHealth {
  private final List<SmtpRoute> routes;

  MailHealth(SmtpRoutes routes, Clock clock, MeterRegistry meters) {
    super("mail", !routes.all().isEmpty(), clock, meters);
    this.routes = routes.all();
  }

  @Override
  public List<URI> servers() {
    return routes.stream().map(SmtpRoute::secured).flatMap(Optional::stream).toList();
  }

  /** Opens a connection, logs in where that is set up, and closes it. */
  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void check() {
    if (routes.isEmpty()) {
      return;
    }
    if (routes.stream().anyMatch(SmtpRoute::isReached)) {
      answered();
    } else {
      failed();
    }
  }
}
