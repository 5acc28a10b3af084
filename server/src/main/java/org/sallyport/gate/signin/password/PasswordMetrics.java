package org.sallyport.gate.signin.password;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counters of passwords at sign-ins, by outcome. */
@Component
class PasswordMetrics {
  private final Counter accepted;
  private final Counter refused;
  private final Counter throttled;
  private final Counter busy;
  private final Counter away;

  PasswordMetrics(MeterRegistry meters) {
    this.accepted = counter("accepted", meters);
    this.refused = counter("refused", meters);
    this.throttled = counter("throttled", meters);
    this.busy = counter("busy", meters);
    this.away = counter("directory-away", meters);
  }

  private static Counter counter(String outcome, MeterRegistry meters) {
    return Counter.builder("sallyport.passwords")
        .description("Passwords at sign-ins")
        .tag("outcome", outcome)
        .register(meters);
  }

  PasswordResult count(PasswordResult result) {
    Counter counter =
        switch (result) {
          case PasswordResult.NeedsFactor _, PasswordResult.SignedIn _ -> accepted;
          case PasswordResult.BadCredentials _,
              PasswordResult.RefusedByDirectory _,
              PasswordResult.NoAccount _ ->
              refused;
          case PasswordResult.DirectoryAway _ -> away;
          case PasswordResult.Throttled _ -> throttled;
          case PasswordResult.Busy _ -> busy;
        };
    counter.increment();
    return result;
  }
}
