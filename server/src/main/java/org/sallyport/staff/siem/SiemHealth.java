package org.sallyport.staff.siem;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.sallyport.staff.siem.syslog.SyslogProperties;
import org.springframework.stereotype.Component;

/** Whether audit events reach the SIEM, as the database says for all nodes. */
@Component("siemHealthIndicator")
class SiemHealth extends DependencyHealth {
  private final SyslogProperties settings;

  SiemHealth(SyslogProperties settings, Clock clock, MeterRegistry meters) {
    super("siem", settings.isOn(), clock, meters);
    this.settings = settings;
  }

  @Override
  public List<URI> servers() {
    return settings.isOn() && settings.tls()
        ? List.of(URI.create("tls://" + settings.host() + ":" + settings.port()))
        : List.of();
  }

  @Override
  public List<Path> files() {
    @Nullable Path certificate = settings.clientCertificate();
    return certificate == null ? List.of() : List.of(certificate);
  }
}
