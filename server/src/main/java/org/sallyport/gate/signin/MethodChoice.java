package org.sallyport.gate.signin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SessionProperties;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.signin.OpenAttempts.HeldAttempt;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The choice of the factor that an attempt asks for, while the account's row is locked. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class MethodChoice {
  private final OpenAttempts attempts;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final DomainEvents events;
  private final SessionProperties times;
  private final Clock clock;

  /**
   * Switches to another factor: any selectable one for an account without a method, otherwise one
   * that is linked (rules 25, 30). If the wait between two codes has not passed, the choice is
   * stored and the page says when the code can be sent (rule 9).
   *
   * @return empty if the method is not offered
   */
  @Transactional
  public Optional<ChallengeResult> use(Visitor visitor, String method, Origin origin) {
    HeldAttempt attempt = attempts.hold(visitor);
    HeldAccount held = attempt.held();
    Optional<SignIn> open = attempt.open();
    if (held.account().isLocked() || open.isEmpty()) {
      return Optional.of(new ChallengeResult.Exhausted());
    }
    boolean chooses = factors.primaryFor(held.account()).isEmpty() && !open.get().isFactorAlone();
    Optional<SecondFactor> factor =
        factors
            .byMethod(method)
            .filter(
                it ->
                    chooses
                        ? factors.selectable(it, held.account())
                        : factors.ways(held.account(), open.get()).contains(it));
    if (factor.isEmpty()) {
      events.publish(new SignInEvent.MethodRefused(held.id(), visitor.signIn()), origin);
      return Optional.empty();
    }
    SecondFactor challenged = challenged(factor.get(), held.account(), open.get());
    String methodToLink = challenged.method().equals(method) ? null : method;
    if (isInUse(open.get(), challenged.method(), methodToLink)) {
      return Optional.of(new ChallengeResult.Issued());
    }
    ChallengeResult challengeResult =
        challenged.issue(FactorContext.signIn(held, open.get(), origin), false);
    if (challengeResult instanceof ChallengeResult.Issued
        || challengeResult instanceof ChallengeResult.JustSent) {
      choose(visitor, method, challenged, methodToLink, chooses, origin);
    }
    return Optional.of(challengeResult);
  }

  /**
   * The factor that answers for the chosen one. Before a device is linked it is the strongest one
   * that can be used in this attempt: codes to a number that an admin changed wait longer.
   */
  private SecondFactor challenged(SecondFactor chosen, Account account, SignIn signIn) {
    List<SecondFactor> possible = factors.toChallenge(chosen, account);
    Instant end = clock.instant().plus(times.attemptTimeout());
    return possible.stream()
        .filter(
            factor ->
                factor
                    .heldBack(account, signIn, Purpose.SIGN_IN)
                    .filter(heldBack -> heldBack.until().isAfter(end))
                    .isEmpty())
        .findFirst()
        .orElseGet(possible::getFirst);
  }

  /** Whether the method is already in use: a repeated form changes and sends nothing. */
  private static boolean isInUse(SignIn signIn, String method, @Nullable String methodToLink) {
    return method.equals(signIn.method()) && Objects.equals(methodToLink, signIn.methodToLink());
  }

  private void choose(
      Visitor visitor,
      String method,
      SecondFactor challenged,
      @Nullable String methodToLink,
      boolean first,
      Origin origin) {
    signIns.choose(visitor.signIn(), challenged.method(), methodToLink);
    if (first) {
      events.publish(
          new SignInEvent.MethodChosen(visitor.account(), visitor.signIn(), method), origin);
    }
  }

  /** Records a request for a method that was not offered. */
  @Transactional
  public void refuseMethod(Visitor visitor, Origin origin) {
    events.publish(new SignInEvent.MethodRefused(visitor.account(), visitor.signIn()), origin);
  }
}
