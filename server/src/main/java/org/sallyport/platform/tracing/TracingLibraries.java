package org.sallyport.platform.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out Spring Boot's configuration of OpenTelemetry unless tracing is set, so that it creates
 * no object and no thread. Its exporters are never used: those of {@link TracingConfiguration} let
 * nothing personal through.
 */
final class TracingLibraries implements AutoConfigurationImportFilter, EnvironmentAware {
  private static final List<String> TRACING =
      List.of(
          "org.springframework.boot.micrometer.tracing.",
          "org.springframework.boot.opentelemetry.");

  private static final List<String> NEVER = List.of(".otlp.", ".zipkin.", ".logging.");

  private @Nullable Environment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
    boolean on = environment != null && TracingSet.in(environment);
    boolean[] used = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      used[i] = isUsed(classes[i], on);
    }
    return used;
  }

  private static boolean isUsed(@Nullable String name, boolean on) {
    return name == null
        || TRACING.stream().noneMatch(name::startsWith)
        || (on && NEVER.stream().noneMatch(name::contains));
  }
}
