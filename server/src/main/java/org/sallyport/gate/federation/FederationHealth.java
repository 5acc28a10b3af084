package org.sallyport.gate.federation;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.sallyport.gate.federation.settings.IssuerProperties;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/** Whether the issuer that was asked last answered. */
@Component
class FederationHealth extends DependencyHealth {
  private final IssuersProperties properties;

  FederationHealth(IssuersProperties properties, Clock clock, MeterRegistry meters) {
    super("issuer", !properties.issuers().isEmpty(), clock, meters);
    this.properties = properties;
  }

  @Override
  public List<URI> servers() {
    return properties.issuers().values().stream().map(IssuerProperties::issuer).toList();
  }

  @Override
  public List<Path> files() {
    return properties.issuers().values().stream()
        .map(IssuerProperties::clientCertificateFile)
        .filter(Objects::nonNull)
        .toList();
  }
}
