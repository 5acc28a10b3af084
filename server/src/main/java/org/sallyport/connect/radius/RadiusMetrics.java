package org.sallyport.connect.radius;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counters of what RADIUS servers are told, by outcome. */
@Component
class RadiusMetrics {
  private final Counter accepted;
  private final Counter challenged;
  private final Counter rejected;

  RadiusMetrics(MeterRegistry meters) {
    this.accepted = counter("accepted", meters);
    this.challenged = counter("challenged", meters);
    this.rejected = counter("rejected", meters);
  }

  private static Counter counter(String outcome, MeterRegistry meters) {
    return Counter.builder("sallyport.radius")
        .description("Answers to RADIUS servers")
        .tag("outcome", outcome)
        .register(meters);
  }

  void count(RadiusAnswer answer) {
    switch (answer) {
      case RadiusAnswer.Accepted _ -> accepted.increment();
      case RadiusAnswer.Challenged _ -> challenged.increment();
      case RadiusAnswer.Rejected _ -> rejected.increment();
    }
  }
}
