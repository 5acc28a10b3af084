package org.sallyport.connect.entramfa.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.connect.entramfa.Tenants;
import org.sallyport.gate.federation.FederatedAccounts;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.signin.password.ArrivingBrowser;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;

/**
 * Decides what comes next for a request, from the rows as they are: an attempt of its own, the
 * session of this browser, or the answer.
 */
@Component
@RequiredArgsConstructor
class RequestSteps {
  private final Tenants tenants;
  private final FederatedAccounts accounts;
  private final FactorAttempts attempts;
  private final FactorAnswers answers;
  private final SignIns signIns;
  private final Clock clock;

  /**
   * Who asks for the page.
   *
   * @param visitor the session or attempt of this browser; null for a stranger
   * @param isSession whether it is a session with which pages can be opened
   * @param browser the browser of the request, for a username
   */
  record Arrival(
      @Nullable Visitor visitor,
      boolean isSession,
      Function<String, ArrivingBrowser> browser,
      Origin origin) {
    Optional<Visitor> session() {
      return Optional.ofNullable(visitor).filter(it -> isSession);
    }
  }

  Step next(StoredRequest request, Arrival arrival) {
    Optional<Tenant> tenant = tenants.find(request.tenant());
    if (tenant.isEmpty()) {
      return new Step.Over();
    }
    SignInId attempt = request.attempt();
    if (attempt != null) {
      return ofAttempt(tenant.get(), request, attempt, arrival);
    }
    return arrival
        .session()
        .map(it -> ofSession(tenant.get(), request, it, arrival.origin()))
        .orElseGet(() -> begin(tenant.get(), request, arrival));
  }

  private Step ofAttempt(Tenant tenant, StoredRequest request, SignInId attempt, Arrival arrival) {
    boolean isOpen =
        signIns.find(attempt).filter(it -> it.state() == SignIn.State.PASSWORD).isPresent();
    if (isOpen && arrival.visitor() != null && arrival.visitor().signIn().equals(attempt)) {
      return new Step.GoOn();
    }
    return step(answers.ofAttempt(tenant, request, attempt, arrival.origin()), tenant, request);
  }

  private Step ofSession(Tenant tenant, StoredRequest request, Visitor session, Origin origin) {
    Optional<AccountId> account = accounts.of(tenant.issuer(), request.asked().subject());
    if (account.isEmpty()) {
      return new Step.Refuse(tenant, request, Why.NOT_LINKED);
    }
    if (!account.get().equals(session.account())) {
      return new Step.OtherSession(tenant, request);
    }
    Instant asked = request.askedAt();
    Instant given = session.factorAt();
    return asked != null
            && session.signIn().equals(request.signIn())
            && given != null
            && !given.isBefore(asked)
        ? step(answers.ofSession(tenant, request, session.signIn(), asked, origin), tenant, request)
        : new Step.AskSession(tenant, request);
  }

  /**
   * The person of a session says that the request is theirs.
   *
   * @return empty if the session has to be asked for its second factor first
   */
  Optional<Step> confirm(StoredRequest request, Arrival arrival) {
    Step next = next(request, arrival);
    if (!(next instanceof Step.AskSession(Tenant tenant, _)) || arrival.session().isEmpty()) {
      return Optional.of(next);
    }
    Visitor session = arrival.session().get();
    Duration age = tenant.properties().factorMaxAge();
    Instant since = clock.instant().minus(age);
    Instant given = session.factorAt();
    return age.isPositive() && given != null && given.isAfter(since)
        ? Optional.of(
            step(
                answers.ofSession(tenant, request, session.signIn(), since, arrival.origin()),
                tenant,
                request))
        : Optional.empty();
  }

  private Step begin(Tenant tenant, StoredRequest request, Arrival arrival) {
    return switch (attempts.begin(tenant, request, arrival.browser(), arrival.origin())) {
      case FactorAttempts.Beginning.Begun begun -> new Step.Begin(begun.username(), begun.begun());
      case FactorAttempts.Beginning.Refused refused ->
          new Step.Refuse(tenant, request, refused.why());
      case FactorAttempts.Beginning.Over _ -> new Step.Over();
    };
  }

  private static Step step(FactorAnswers.Answer answer, Tenant tenant, StoredRequest request) {
    return switch (answer) {
      case FactorAnswers.Answer.Confirmed(String idToken) ->
          new Step.Confirm(tenant, request, idToken);
      case FactorAnswers.Answer.Refused(Why why) -> new Step.Refuse(tenant, request, why);
      case FactorAnswers.Answer.Over _ -> new Step.Over();
    };
  }
}
