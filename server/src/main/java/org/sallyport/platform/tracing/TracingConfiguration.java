package org.sallyport.platform.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanProcessors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The parts of Spring Boot's tracing that are replaced: what is sampled, which headers count, and
 * what is exported.
 */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

  @Configuration(proxyBeanMethods = false)
  @Conditional(TracingSet.class)
  static class On {
    @Bean
    SpanQueue spanQueue(TracingProperties properties, MeterRegistry meters) {
      return new SpanQueue(
          OtlpHttpSpanExporter.builder()
              .setEndpoint(Objects.requireNonNull(properties.otlpUrl()).toString())
              .setConnectTimeout(CONNECT_TIMEOUT)
              .setTimeout(RESPONSE_TIMEOUT)
              .setCompression("gzip")
              .setRetryPolicy(null)
              .build(),
          meters);
    }

    /** In place of Spring Boot's, which would have a thread of its own. */
    @Bean(destroyMethod = "")
    BatchSpanProcessor spanBatches(SpanQueue queue) {
      return queue.batches();
    }

    @Bean
    SpanProcessors spanProcessors(SpanQueue queue) {
      return SpanProcessors.of(queue);
    }

    @Bean
    Sampler sampler(TracingProperties properties) {
      return OwnSampler.of(properties.share());
    }

    @Bean
    ContextPropagators contextPropagators() {
      return ContextPropagators.create(new OwnPropagator());
    }
  }
}
