package org.sallyport.platform.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Samples a share of the traces that begin with a request or a step of ours. Scheduled tasks, which
 * Spring observes too, begin none.
 */
final class OwnSampler implements Sampler {
  private final Sampler share;

  private OwnSampler(double share) {
    this.share = Sampler.traceIdRatioBased(share);
  }

  /** The sampler of all spans: what is below another one is sampled with it. */
  static Sampler of(double share) {
    return Sampler.parentBased(new OwnSampler(share));
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return kind == SpanKind.SERVER || Step.isOne(name)
        ? share.shouldSample(parent, traceId, name, kind, attributes, links)
        : SamplingResult.drop();
  }

  @Override
  public String getDescription() {
    return "requests: " + share.getDescription();
  }
}
