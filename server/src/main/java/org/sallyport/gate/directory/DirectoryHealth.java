package org.sallyport.gate.directory;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/** Whether each directory has a server that answers. */
@Component
class DirectoryHealth extends DependencyHealth {
  private final DirectoriesProperties properties;

  DirectoryHealth(DirectoriesProperties properties, Clock clock, MeterRegistry meters) {
    super("directory", !properties.directories().isEmpty(), clock, meters);
    this.properties = properties;
  }

  @Override
  public List<URI> servers() {
    return properties.directories().values().stream().flatMap(it -> it.urls().stream()).toList();
  }
}
