package org.sallyport.staff.siem;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.sallyport.staff.siem.syslog.SyslogProperties;
import org.springframework.stereotype.Component;

/** Whether audit events reach the SIEM, as the database says for all nodes. */
@Component("siemHealthIndicator")
class SiemHealth extends DependencyHealth {
  SiemHealth(SyslogProperties settings, Clock clock, MeterRegistry meters) {
    super("siem", settings.isOn(), clock, meters);
  }
}
