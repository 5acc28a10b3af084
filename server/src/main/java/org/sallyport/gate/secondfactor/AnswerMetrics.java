package org.sallyport.gate.secondfactor;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.background.AfterCommit;
import org.springframework.stereotype.Component;

/** Counters of answers to second factors, by method and outcome. */
@Component
class AnswerMetrics {
  private final MeterRegistry meters;
  private final Map<Answer, Counter> answers = new ConcurrentHashMap<>();
  private final Counter compared;

  private record Answer(String method, String outcome) {}

  AnswerMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.compared =
        Counter.builder("sallyport.factor.verifications")
            .description("Answers to a second factor that were compared with the live one")
            .register(meters);
  }

  void compared() {
    compared.increment();
  }

  /**
   * Counts an answer once its transaction commits. Waiting pages ask every few seconds whether a
   * request was answered; that is not counted.
   */
  Verdict count(String method, Verdict verdict) {
    String outcome = outcome(verdict);
    if (outcome != null) {
      Counter counter = answers.computeIfAbsent(new Answer(method, outcome), this::counter);
      AfterCommit.run(() -> counter.increment());
    }
    return verdict;
  }

  private Counter counter(Answer answer) {
    return Counter.builder("sallyport.factor.answers")
        .description("Answers to a second factor, at sign-ins and step-ups")
        .tag("method", answer.method())
        .tag("outcome", answer.outcome())
        .register(meters);
  }

  private static @Nullable String outcome(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted _ -> "accepted";
      case Verdict.Mismatch _, Verdict.NotAccepted _, Verdict.TriesUsedUp _ -> "refused";
      case Verdict.NotApproved _ -> "denied";
      case Verdict.Malformed _ -> "malformed";
      case Verdict.Wait _ -> "slowed";
      case Verdict.Locked _ -> "locked";
      case Verdict.Repeated _, Verdict.Complete _ -> "repeated";
      case Verdict.Unanswered _, Verdict.Over _ -> null;
    };
  }
}
