package org.sallyport.platform.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A step that a trace shows; does nothing if tracing is off. Steps that begin in it are below it.
 */
public final class TracedStep implements AutoCloseable {
  static final TracedStep OFF = new TracedStep(null, null, null);

  private final @Nullable Span span;
  private final Tracer.@Nullable SpanInScope scope;
  private final @Nullable Propagator propagator;

  private TracedStep(
      @Nullable Span span, Tracer.@Nullable SpanInScope scope, @Nullable Propagator propagator) {
    this.span = span;
    this.scope = scope;
    this.propagator = propagator;
  }

  static TracedStep begun(Span span, Tracer tracer, Propagator propagator) {
    return new TracedStep(span, tracer.withSpan(span), propagator);
  }

  /**
   * Names an HTTP request.
   *
   * @param path of which only the {@link PathTemplate} is kept
   */
  public void request(String method, String path) {
    if (span != null) {
      span.tag(AllowedAttributes.METHOD, method);
      span.tag(AllowedAttributes.ROUTE, PathTemplate.of(path));
    }
  }

  /** Notes the status of an HTTP response. */
  public void status(int status) {
    if (span != null) {
      span.tag(AllowedAttributes.STATUS, Integer.toString(status));
    }
  }

  /** Notes how the step ended, by the name of a constant or type of the program. */
  public void outcome(String outcome) {
    if (span != null) {
      span.tag(AllowedAttributes.OUTCOME, outcome.toLowerCase(Locale.ROOT));
    }
  }

  /** Notes the type of a fault; its message is not kept. */
  public void failed(Throwable fault) {
    if (span != null) {
      span.tag(AllowedAttributes.ERROR, fault.getClass().getSimpleName());
      span.error(new TracedFault());
    }
  }

  /** Passes the header by which the receiver of a request joins its own steps to this trace. */
  public void headers(BiConsumer<String, String> header) {
    if (span != null && propagator != null) {
      propagator.inject(
          span.context(), header, (target, name, value) -> header.accept(name, value));
    }
  }

  @Override
  public void close() {
    if (scope != null) {
      scope.close();
    }
    if (span != null) {
      span.end();
    }
  }

  /** Marks a span as failed, without the message and stack of the fault. */
  private static final class TracedFault extends Exception {
    private static final long serialVersionUID = 1L;

    TracedFault() {
      super("failed", null, false, false);
    }
  }
}
