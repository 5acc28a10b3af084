package org.sallyport.platform.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes the trace on to the archive by the header traceparent (W3C Trace Context), and ignores the
 * headers of requests to the portal: a stranger's could force every request to be sampled, and join
 * requests of different people in one trace.
 */
final class OwnPropagator implements TextMapPropagator {
  private final TextMapPropagator format = W3CTraceContextPropagator.getInstance();

  @Override
  public Collection<String> fields() {
    return List.copyOf(format.fields());
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    format.inject(context, carrier, setter);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    return context;
  }
}
