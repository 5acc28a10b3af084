package org.sallyport.gate.directory;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/** Whether each directory has a server that answers. */
@Component
class DirectoryHealth extends DependencyHealth {
  DirectoryHealth(DirectoriesProperties properties, Clock clock, MeterRegistry meters) {
    super("directory", !properties.directories().isEmpty(), clock, meters);
  }
}
