package org.sallyport.platform.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.context.Context;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Begins the steps that traces show beside the requests that Spring MVC observes. */
@Component
public class Tracing {
  private final @Nullable Tracer tracer;
  private final @Nullable Propagator propagator;

  Tracing(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
    this.tracer = tracer.getIfAvailable();
    this.propagator = propagator.getIfAvailable();
  }

  /** Begins a step; the caller closes it. */
  public TracedStep begin(Step step) {
    if (tracer == null || propagator == null) {
      return TracedStep.OFF;
    }
    Span span = tracer.spanBuilder().name(step.stored()).kind(step.kind()).start();
    return TracedStep.begun(span, tracer, propagator);
  }

  /** The same work, whose steps are below the current one on whichever thread it runs. */
  public <T> Callable<T> carried(Callable<T> work) {
    return tracer == null ? work : Context.current().wrap(work);
  }
}
