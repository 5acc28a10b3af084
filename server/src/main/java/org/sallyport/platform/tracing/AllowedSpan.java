package org.sallyport.platform.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Objects;

/**
 * A span as it may leave: with the allowed attributes, a name made from them, and without events,
 * which contain messages of exceptions.
 */
final class AllowedSpan extends DelegatingSpanData {
  private static final AttributeKey<String> METHOD =
      AttributeKey.stringKey(AllowedAttributes.METHOD);
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey(AllowedAttributes.ROUTE);

  private final Attributes attributes;
  private final String name;

  AllowedSpan(SpanData span) {
    super(span);
    this.attributes = AllowedAttributes.of(span.getAttributes());
    this.name = name(span, attributes);
  }

  private static String name(SpanData span, Attributes attributes) {
    if (Step.isOne(span.getName()) && span.getKind() != SpanKind.SERVER) {
      return span.getName();
    }
    String method =
        Objects.requireNonNullElse(attributes.get(METHOD), AllowedAttributes.OTHER_METHOD);
    String route = attributes.get(ROUTE);
    return route == null ? method : method + " " + route;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  public List<EventData> getEvents() {
    return List.of();
  }

  @Override
  public int getTotalRecordedEvents() {
    return 0;
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  @Override
  public int getTotalRecordedLinks() {
    return 0;
  }

  /** Without its description, which is the message of an exception. */
  @Override
  public StatusData getStatus() {
    return switch (super.getStatus().getStatusCode()) {
      case OK -> StatusData.ok();
      case ERROR -> StatusData.error();
      case UNSET -> StatusData.unset();
    };
  }
}
