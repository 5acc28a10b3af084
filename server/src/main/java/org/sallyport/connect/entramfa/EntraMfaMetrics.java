package org.sallyport.connect.entramfa;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counters of Microsoft's requests for a second factor. */
@Component
public class EntraMfaMetrics {

  /** What becomes of a request. */
  public enum Outcome {
    /** It is stored, and the person can answer it. */
    TAKEN,
    /** It is no request of the tenant; nothing is sent back. */
    NOT_TRUSTED,
    /** Its token came before. */
    REPEATED,
    /** The keys of the tenant cannot be read. */
    AWAY,
    /** Microsoft was told that the factor was given. */
    CONFIRMED,
    /** Microsoft was told that it was not. */
    REFUSED;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final MeterRegistry meters;

  EntraMfaMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (Outcome outcome : Outcome.values()) {
      counter(outcome);
    }
  }

  private Counter counter(Outcome outcome) {
    return Counter.builder("sallyport.entra.mfa")
        .description("Requests of Microsoft for a second factor, by what became of them")
        .tag("outcome", outcome.word())
        .register(meters);
  }

  public void count(Outcome outcome) {
    counter(outcome).increment();
  }
}
