package org.sallyport.gate.forwardauth.check;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.forwardauth.sessions.Caller;
import org.sallyport.gate.forwardauth.settings.Application;
import org.sallyport.gate.forwardauth.settings.Rule;
import org.springframework.stereotype.Component;

/** Decides by the first rule that fits. The answer to a proxy and the sign-in ask the same. */
@Component
public class RuleDecision {
  private final Clock clock;

  RuleDecision(Clock clock) {
    this.clock = clock;
  }

  /** Decides about a request of somebody, or of a stranger. */
  public Verdict decide(
      Application application, String method, String path, Optional<Caller> caller) {
    Optional<Rule> rule = application.rule(method, path);
    if (rule.isEmpty()) {
      return caller.isEmpty() ? new Verdict.SignIn() : new Verdict.Refused();
    }
    return switch (rule.get().access()) {
      case PUBLIC -> new Verdict.Pass(caller.orElse(null));
      case REFUSED -> new Verdict.Refused();
      case SIGNED_IN ->
          caller.map(it -> decide(rule.get(), it)).orElseGet(() -> new Verdict.SignIn());
    };
  }

  private Verdict decide(Rule rule, Caller caller) {
    if (!mayAsk(rule, caller)) {
      return new Verdict.Refused();
    }
    boolean isStrong = caller.proof().assurance().compareTo(rule.assurance()) >= 0;
    return isStrong && isFresh(rule.maxAge(), caller)
        ? new Verdict.Pass(caller)
        : new Verdict.StepUp();
  }

  private static boolean mayAsk(Rule rule, Caller caller) {
    return (rule.roles().isEmpty() || rule.roles().contains(caller.role().word()))
        && (rule.groups().isEmpty()
            || caller.groups().stream()
                .anyMatch(it -> rule.groups().contains(it.toLowerCase(Locale.ROOT))));
  }

  private boolean isFresh(@Nullable Duration maxAge, Caller caller) {
    return maxAge == null || caller.proof().at().isAfter(clock.instant().minus(maxAge));
  }
}
