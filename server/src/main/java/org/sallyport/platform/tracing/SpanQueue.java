package org.sallyport.platform.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The spans that wait for the collector. A span that ends while too many wait is dropped and
 * counted, so no request waits for the collector. What the collector does not take is dropped too.
 */
final class SpanQueue implements SpanProcessor {
  static final int MAX_QUEUE_SIZE = 2048;

  private static final int BATCH_SIZE = 512;
  private static final Duration EXPORT_INTERVAL = Duration.ofSeconds(2);
  private static final String METRIC = "sallyport.tracing.spans";

  private final AtomicInteger waiting = new AtomicInteger();
  private final Counter exported;
  private final Counter failed;
  private final Counter dropped;
  private final BatchSpanProcessor batches;

  SpanQueue(SpanExporter exporter, MeterRegistry meters) {
    exported = meters.counter(METRIC, "outcome", "exported");
    failed = meters.counter(METRIC, "outcome", "failed");
    dropped = meters.counter(METRIC, "outcome", "dropped");
    batches =
        BatchSpanProcessor.builder(new Export(exporter))
            .setMaxQueueSize(MAX_QUEUE_SIZE)
            .setMaxExportBatchSize(BATCH_SIZE)
            .setScheduleDelay(EXPORT_INTERVAL)
            .build();
  }

  BatchSpanProcessor batches() {
    return batches;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    // Only ended spans are exported.
  }

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (waiting.incrementAndGet() > MAX_QUEUE_SIZE) {
      waiting.decrementAndGet();
      dropped.increment();
    } else {
      batches.onEnd(span);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }

  /** Exports what {@link AllowedSpan} leaves of the spans. */
  private final class Export implements SpanExporter {
    private final SpanExporter collector;

    Export(SpanExporter collector) {
      this.collector = collector;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      List<SpanData> allowed = new ArrayList<>(spans.size());
      spans.forEach(span -> allowed.add(new AllowedSpan(span)));
      CompletableResultCode result = collector.export(allowed);
      return result.whenComplete(
          () -> {
            waiting.addAndGet(-spans.size());
            (result.isSuccess() ? exported : failed).increment(allowed.size());
          });
    }

    @Override
    public CompletableResultCode flush() {
      return collector.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return collector.shutdown();
    }
  }
}
