package org.sallyport.connect.oidc.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.clients.Client;
import org.sallyport.connect.oidc.clients.ClientAccess;
import org.sallyport.connect.oidc.grants.ConsentStore;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn;
import org.springframework.stereotype.Component;

/**
 * Decides what a request of an application needs: whether the account may use it, how fresh and how
 * strong the sign-in must be, and consent. What the client demands holds whatever the request says.
 */
@Component
@RequiredArgsConstructor
class Decisions {
  private final SecondFactors factors;
  private final ClientAccess access;
  private final ConsentStore consents;
  private final IdTokenHints hints;

  /** Decides for a session; a request that must not show a page gets an error in place of one. */
  Decision decide(StoredRequest request, Client client, Account account, SignIn session) {
    Decision decision = next(request, client, account, session);
    return request.parameters().prompts("none") ? withoutPage(decision) : decision;
  }

  private static Decision withoutPage(Decision decision) {
    return decision instanceof Decision.Question question
        ? new Decision.Refuse(question.withoutPage())
        : decision;
  }

  private Decision next(StoredRequest request, Client client, Account account, SignIn session) {
    Parameters parameters = request.parameters();
    if (account.isLocked() || !access.mayUse(client, account)) {
      return new Decision.Refuse(ErrorCode.ACCESS_DENIED);
    }
    IdTokenHints.Meant meant = hints.meant(parameters, client, account);
    if (meant == IdTokenHints.Meant.ANOTHER) {
      return Decision.Question.SIGN_IN_AS_OTHER;
    }
    boolean mustChoose =
        parameters.prompts("select_account") || meant == IdTokenHints.Meant.UNKNOWN;
    if (mustChoose && request.chosenAt() == null) {
      return Decision.Question.CHOOSE_ACCOUNT;
    }
    SignInProof proof = SignInProof.of(session, given(session));
    Optional<Assurance> needed = needed(parameters, client);
    if (needed.isEmpty()) {
      return new Decision.Refuse(ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS);
    }
    boolean isStrong = proof.assurance().compareTo(needed.get()) >= 0;
    if (!isStrong || proof.at().isBefore(oldest(request, client))) {
      return prove(account, needed.get(), isStrong);
    }
    return isAllowed(request, client, account)
        ? new Decision.Grant(proof)
        : Decision.Question.CONSENT;
  }

  /** What a sign-in has to do for more, if it can reach that at all. */
  private Decision prove(Account account, Assurance needed, boolean isStrong) {
    Optional<SecondFactor> factor = factors.forChange(account, Set.of());
    if (factor.isEmpty() && isStrong) {
      return Decision.Question.SIGN_IN_AGAIN;
    }
    return factor.filter(it -> it.assurance().compareTo(needed) >= 0).isPresent()
        ? Decision.Question.GIVE_FACTOR
        : new Decision.Refuse(ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS);
  }

  private Optional<SecondFactor> given(SignIn session) {
    return Optional.ofNullable(session.factorMethod()).flatMap(factors::byMethod);
  }

  /** The moment before which a proof is too old. */
  private static Instant oldest(StoredRequest request, Client client) {
    Instant oldest = Instant.MIN;
    if (request.parameters().prompts("login")) {
      oldest = request.createdAt();
    }
    Optional<Long> asked = request.parameters().maxAge();
    if (asked.isPresent()) {
      oldest = later(oldest, request.createdAt().minusSeconds(asked.get()));
    }
    Duration demanded = client.policy().maxAge();
    return demanded == null ? oldest : later(oldest, request.createdAt().minus(demanded));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * The least that the sign-in must prove: what the client demands, and the weakest of the values
   * that the request names. Empty if the request names unknown values only.
   */
  private static Optional<Assurance> needed(Parameters parameters, Client client) {
    Set<String> named = parameters.words("acr_values");
    ClaimsParameter.read(parameters.get("claims")).ifPresent(it -> named.addAll(it.acrs()));
    Assurance least = client.policy().assurance();
    return named.isEmpty() ? Optional.of(least) : weakest(named).map(it -> stronger(it, least));
  }

  private static Optional<Assurance> weakest(Collection<String> named) {
    return named.stream()
        .flatMap(value -> Acr.named(value).stream())
        .map(Acr::assurance)
        .min(Assurance::compareTo);
  }

  private static Assurance stronger(Assurance one, Assurance other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private boolean isAllowed(StoredRequest request, Client client, Account account) {
    if (client.own()) {
      return true;
    }
    @Nullable Instant since = request.parameters().prompts("consent") ? request.createdAt() : null;
    return consents.covers(account.id(), client.id(), request.parameters().scopes(), since);
  }
}
