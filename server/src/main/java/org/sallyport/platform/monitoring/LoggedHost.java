package org.sallyport.platform.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Adds the name of this machine to each line of a structured log, so that servers are told apart.
 */
final class LoggedHost implements EnvironmentPostProcessor {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");
  private static final String FIELD = "logging.structured.json.add[host.name]";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    try {
      String host = Files.readString(KERNEL).strip();
      environment.getPropertySources().addLast(new MapPropertySource("host", Map.of(FIELD, host)));
    } catch (IOException e) {
      // Without a name, the lines have none.
    }
  }
}
