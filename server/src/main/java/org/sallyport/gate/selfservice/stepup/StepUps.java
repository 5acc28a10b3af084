package org.sallyport.gate.selfservice.stepup;

import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.FactorVerifier;
import org.sallyport.gate.secondfactor.Prompt;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.ChangeStore.Waiting;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Step-up: verifies the second factor again within a session, for the change that awaits it. Wrong
 * codes count towards the lock like those of a sign-in (rule 12).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StepUps {
  private final OpenSessions sessions;
  private final Accounts accounts;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final FactorVerifier factorVerifier;
  private final ChangeStore store;

  /**
   * The result of an answer.
   *
   * @param opened the new value of the session's cookie; only if the answer was accepted
   * @param begun the change that was begun; only if the answer was accepted
   */
  record Confirmed(Verdict verdict, @Nullable IssuedToken opened, @Nullable Change begun) {
    Confirmed(Verdict verdict) {
      this(verdict, null, null);
    }
  }

  /**
   * Verifies an answer and, if it is accepted, begins the pending change.
   *
   * @param otherWay whether the answer is for the alternative to the strongest factor
   */
  @Transactional
  public Confirmed answer(Visitor visitor, boolean otherWay, String typed, Origin origin) {
    return switch (sessions.take(visitor)) {
      case HeldForChange.SessionOver _ -> new Confirmed(new Verdict.Over());
      case HeldForChange.Locked _ -> new Confirmed(new Verdict.Locked());
      case HeldForChange.Open open -> answer(open, otherWay, typed, origin);
    };
  }

  private Confirmed answer(HeldForChange.Open open, boolean otherWay, String typed, Origin origin) {
    HeldAccount held = open.held();
    SignIn session = open.session();
    Optional<Waiting> waiting = store.requested(session.id());
    Optional<SecondFactor> factor =
        waiting.flatMap(change -> factor(held.account(), change.lost(), otherWay));
    if (factor.isEmpty()) {
      return new Confirmed(new Verdict.Over());
    }
    Verdict verdict =
        factorVerifier.judge(factor.get(), FactorContext.stepUp(held, session, origin), typed);
    return verdict instanceof Verdict.Accepted
        ? confirm(open, factor.get(), verdict, origin)
        : new Confirmed(verdict);
  }

  private Confirmed confirm(
      HeldForChange.Open open, SecondFactor factor, Verdict verdict, Origin origin) {
    SignIn session = open.session();
    Waiting waiting = store.requested(session.id()).orElseThrow();
    Optional<IssuedToken> opened = signIns.stepUp(session, factor.method(), origin);
    if (opened.isEmpty()) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return new Confirmed(new Verdict.Over());
    }
    boolean strongest = factor.strength() >= strength(factors.forChange(open.account(), Set.of()));
    store.begin(open, waiting.change(), strongest ? Set.of() : waiting.lost());
    return new Confirmed(verdict, opened.get(), waiting.change());
  }

  private static int strength(Optional<SecondFactor> factor) {
    return factor.map(SecondFactor::strength).orElse(0);
  }

  /**
   * Issues another challenge ("Resend One Time Password").
   *
   * @param asCall whether the code is spoken in a call
   */
  @Transactional
  public ChallengeResult again(Visitor visitor, boolean asCall, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    Optional<Waiting> waiting = requested(visitor);
    return open.isEmpty() || waiting.isEmpty()
        ? new ChallengeResult.Exhausted()
        : again(open.get(), waiting.get().lost(), asCall, origin);
  }

  private ChallengeResult again(
      HeldForChange.Open open, Set<String> lost, boolean asCall, Origin origin) {
    FactorContext context = FactorContext.stepUp(open.held(), open.session(), origin);
    return factors
        .forChange(open.account(), lost)
        .map(factor -> asCall ? factor.call(context) : factor.issue(context, true))
        .orElseGet(ChallengeResult.NotLinked::new);
  }

  /** Cancels the change that awaits the second factor. */
  @Transactional
  public void cancel(Visitor visitor) {
    sessions.holdToEnd(visitor).ifPresent(held -> store.cancel(held, visitor.signIn()));
  }

  /** The change that awaits the second factor. */
  Optional<Waiting> requested(Visitor visitor) {
    return store.requested(visitor.signIn());
  }

  /** The open prompt as its page shows it; empty if there is none. */
  public Optional<Prompt> question(Visitor visitor, boolean otherWay) {
    Account account = account(visitor);
    Optional<SignIn> session = signIns.find(visitor.signIn());
    Optional<SecondFactor> factor = factor(visitor, otherWay);
    return session.flatMap(
        signIn -> factor.flatMap(it -> it.prompt(account, signIn, Purpose.STEP_UP)));
  }

  /** The factor that confirms the pending change; empty if there is none. */
  Optional<SecondFactor> factor(Visitor visitor, boolean otherWay) {
    return requested(visitor)
        .flatMap(waiting -> factor(account(visitor), waiting.lost(), otherWay));
  }

  /** Whether there is an alternative to the strongest factor (rule 28). */
  public boolean hasOtherWay(Visitor visitor) {
    return factors.inPlaceOfStrongest(account(visitor)).isPresent();
  }

  private Optional<SecondFactor> factor(Account account, Set<String> lost, boolean otherWay) {
    return otherWay ? factors.inPlaceOfStrongest(account) : factors.forChange(account, lost);
  }

  /** The session's current row. */
  SignIn session(Visitor visitor) {
    return signIns.find(visitor.signIn()).orElseThrow();
  }

  /** The account's current row, also if it is locked. */
  public Account account(Visitor visitor) {
    return accounts.find(visitor.account()).orElseThrow();
  }
}
