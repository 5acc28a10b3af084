package org.sallyport.gate.federation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counters of the answers of issuers to sign-ins. */
@Component
class FederationMetrics {
  /** What an answer can come to. */
  static final List<String> ANSWERS =
      List.of(
          "proved",
          "repeated",
          "late",
          "other-browser",
          "unknown",
          "broken-off",
          "not-proved",
          "away");

  private final MeterRegistry meters;

  FederationMetrics(MeterRegistry meters) {
    this.meters = meters;
    ANSWERS.forEach(this::counter);
  }

  private Counter counter(String answer) {
    return Counter.builder("sallyport.federation.answers")
        .description("Sign-ins that came back from an issuer, by what came of them")
        .tag("outcome", answer)
        .register(meters);
  }

  void count(String answer) {
    counter(answer).increment();
  }
}
