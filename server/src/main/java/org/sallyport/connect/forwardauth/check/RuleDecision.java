package org.sallyport.connect.forwardauth.check;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.forwardauth.sessions.Caller;
import org.sallyport.connect.forwardauth.settings.Application;
import org.sallyport.connect.forwardauth.settings.Rule;
import org.sallyport.gate.account.groups.NamedGroups;
import org.springframework.stereotype.Component;

/** Decides by the rules that fit. The answer to a proxy and the sign-in ask the same. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RuleDecision {
  private final NamedGroups groups;
  private final Clock clock;

  /** Decides about a request of somebody, or of a stranger. */
  public Verdict decide(
      Application application, String method, String path, Optional<Caller> caller) {
    return application.rules(method, path).stream()
        .map(rule -> decide(application, rule, caller))
        .reduce(RuleDecision::stricter)
        .orElseGet(() -> caller.isEmpty() ? new Verdict.SignIn() : new Verdict.Refused());
  }

  private static Verdict stricter(Verdict one, Verdict other) {
    return strictness(one) >= strictness(other) ? one : other;
  }

  private static int strictness(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> 0;
      case Verdict.StepUp _ -> 1;
      case Verdict.SignIn _ -> 2;
      case Verdict.Refused _ -> 3;
    };
  }

  private Verdict decide(Application application, Rule rule, Optional<Caller> caller) {
    return switch (rule.access()) {
      case PUBLIC -> new Verdict.Pass(caller.orElse(null));
      case REFUSED -> new Verdict.Refused();
      case SIGNED_IN ->
          caller.map(it -> decide(application, rule, it)).orElseGet(() -> new Verdict.SignIn());
    };
  }

  private Verdict decide(Application application, Rule rule, Caller caller) {
    if (!mayAsk(application, rule, caller)) {
      return new Verdict.Refused();
    }
    boolean isStrong = caller.proof().assurance().compareTo(rule.assurance()) >= 0;
    return isStrong && isFresh(rule.maxAge(), caller)
        ? new Verdict.Pass(caller)
        : new Verdict.StepUp();
  }

  private boolean mayAsk(Application application, Rule rule, Caller caller) {
    return (rule.roles().isEmpty() || rule.roles().contains(caller.role().word()))
        && (rule.groups().isEmpty()
            || groups.isInOne(
                caller.account(), "sallyport.forward-auth." + application.name(), rule.groups()));
  }

  private boolean isFresh(@Nullable Duration maxAge, Caller caller) {
    return maxAge == null || caller.proof().at().isAfter(clock.instant().minus(maxAge));
  }
}
