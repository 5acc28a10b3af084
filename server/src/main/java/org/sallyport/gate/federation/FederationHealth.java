package org.sallyport.gate.federation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/** Whether the issuer that was asked last answered. */
@Component
class FederationHealth extends DependencyHealth {
  FederationHealth(IssuersProperties properties, Clock clock, MeterRegistry meters) {
    super("issuer", !properties.issuers().isEmpty(), clock, meters);
  }
}
