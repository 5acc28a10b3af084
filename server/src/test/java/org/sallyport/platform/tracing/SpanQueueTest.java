package org.sallyport.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Poll;

/** What happens to spans while the collector does not take them. */
class SpanQueueTest {
  private static final int ENDED = SpanQueue.MAX_QUEUE_SIZE + 1000;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Stuck collector = new Stuck();
  private final SpanQueue queue = new SpanQueue(collector, meters);

  /** Takes spans and does not answer before it is told to. */
  private static final class Stuck implements SpanExporter {
    final List<CompletableResultCode> running = new CopyOnWriteArrayList<>();
    volatile boolean answers;

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      if (answers) {
        return CompletableResultCode.ofSuccess();
      }
      CompletableResultCode result = new CompletableResultCode();
      running.add(result);
      return result;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private double count(String outcome) {
    return meters.counter("sallyport.tracing.spans", "outcome", outcome).count();
  }

  @Test
  void isBoundedAndCountsWhatItDrops() {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().setSampler(OwnSampler.of(1)).addSpanProcessor(queue).build()) {
      Tracer tracer = provider.get("test");
      long begun = System.nanoTime();
      for (int span = 0; span < ENDED; span++) {
        tracer.spanBuilder(Step.ARCHIVE.stored()).startSpan().end();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(count("dropped")).isEqualTo(1000);
      assertThat(Poll.until(Duration.ofSeconds(10), () -> !collector.running.isEmpty())).isTrue();
      collector.answers = true;
      collector.running.forEach(CompletableResultCode::fail);
      assertThat(
              Poll.until(
                  Duration.ofSeconds(10),
                  () -> count("exported") + count("failed") == SpanQueue.MAX_QUEUE_SIZE))
          .isTrue();
      assertThat(count("failed")).isPositive();
      assertThat(count("dropped")).isEqualTo(1000);
    }
  }
}
