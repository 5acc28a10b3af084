package org.sallyport.connect.entramfa.request;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.federation.FederatedAccounts;
import org.sallyport.gate.federation.FederatedAccounts.Admission;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers requests by the row of the attempt or session in which the factor was given. The link,
 * the lock and the row are read again under the account's lock (rule 72).
 */
@Component
@RequiredArgsConstructor
class FactorAnswers {
  private final FederatedAccounts accounts;
  private final FactorRequests requests;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final FactorTokens tokens;
  private final DomainEvents events;
  private final Clock clock;

  /** What answering comes to. */
  sealed interface Answer {

    /** The factor was given. */
    record Confirmed(String idToken) implements Answer {
      @Override
      public String toString() {
        return "Confirmed[]";
      }
    }

    /** It was not, or does not count. */
    record Refused(Why why) implements Answer {}

    /** The request was answered before. */
    record Over() implements Answer {}
  }

  /** Answers by the attempt that the request began. */
  @Transactional
  public Answer ofAttempt(Tenant tenant, StoredRequest request, SignInId attempt, Origin origin) {
    return answer(tenant, request, attempt, null, origin);
  }

  /**
   * Answers by a session.
   *
   * @param since before which its second factor was not given
   */
  @Transactional
  public Answer ofSession(
      Tenant tenant, StoredRequest request, SignInId session, Instant since, Origin origin) {
    return answer(tenant, request, session, since, origin);
  }

  private Answer answer(
      Tenant tenant, StoredRequest request, SignInId id, @Nullable Instant since, Origin origin) {
    Admission admission = accounts.known(tenant.issuer(), request.asked().subject(), origin);
    if (!(admission instanceof Admission.Admitted(HeldAccount held))) {
      return new Answer.Refused(Why.NOT_LINKED);
    }
    if (held.account().isLocked()) {
      return refused(held, tenant, Why.LOCKED, origin);
    }
    Optional<SignIn> signIn =
        signIns
            .find(id)
            .filter(it -> it.account().equals(held.id()))
            .filter(it -> since == null ? isGiven(it) : isGiven(it, since));
    return signIn.isEmpty()
        ? refused(held, tenant, Why.NOT_GIVEN, origin)
        : answer(tenant, request, held, signIn.get(), origin);
  }

  /** In an attempt that opened no session. */
  private static boolean isGiven(SignIn attempt) {
    return attempt.isFactorAlone() && attempt.completedAt() != null && attempt.factorAt() != null;
  }

  /** In a session that is open. */
  private boolean isGiven(SignIn session, Instant since) {
    Instant at = session.factorAt();
    return session.state() == SignIn.State.COMPLETE
        && at != null
        && !at.isBefore(since)
        && !at.isAfter(clock.instant());
  }

  private Answer answer(
      Tenant tenant, StoredRequest request, HeldAccount held, SignIn signIn, Origin origin) {
    Optional<SecondFactor> factor =
        Optional.ofNullable(signIn.factorMethod())
            .flatMap(factors::byMethod)
            .filter(SecondFactors::provesPossession);
    Optional<String> method = factor.flatMap(request.asked().claims()::method);
    if (factor.isEmpty() || method.isEmpty()) {
      return refused(held, tenant, Why.METHOD, origin);
    }
    if (!requests.answer(request.id())) {
      return new Answer.Over();
    }
    events.publish(
        new SignInEvent.FactorConfirmed(
            held.id(), signIn.id(), tenant.issuer().name(), factor.get().method()),
        origin);
    return new Answer.Confirmed(tokens.of(tenant, request.asked(), method.get()));
  }

  private Answer refused(HeldAccount held, Tenant tenant, Why why, Origin origin) {
    accounts.refused(held.id(), tenant.issuer(), "external MFA: " + why.word(), origin);
    return new Answer.Refused(why);
  }
}
