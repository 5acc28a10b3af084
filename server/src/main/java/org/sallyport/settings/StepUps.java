package org.sallyport.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.secondfactor.Asked;
import org.sallyport.secondfactor.Challenge;
import org.sallyport.secondfactor.Guesses;
import org.sallyport.secondfactor.Purpose;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.secondfactor.Verdict;
import org.sallyport.signin.Opened;
import org.sallyport.signin.SignIn;
import org.sallyport.signin.SignIns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * The second factor given again in a session, for the change that waits for it. Wrong answers count
 * towards the lock as those of a sign-in do (RULES 12).
 */
@Component
class StepUps {
  private final OpenSessions sessions;
  private final Accounts accounts;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final Guesses guesses;
  private final ChangeStore store;

  StepUps(
      OpenSessions sessions,
      Accounts accounts,
      SignIns signIns,
      SecondFactors factors,
      Guesses guesses,
      ChangeStore store) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.signIns = signIns;
    this.factors = factors;
    this.guesses = guesses;
    this.store = store;
  }

  /**
   * What came of an answer.
   *
   * @param opened the session's new cookie; only with an accepted answer
   * @param begun the change that waited for it; only with an accepted answer
   */
  record Confirmed(Verdict verdict, @Nullable Opened opened, @Nullable Change begun) {
    Confirmed(Verdict verdict) {
      this(verdict, null, null);
    }
  }

  /**
   * Judges an answer and, if it is right, begins the change that waited for it.
   *
   * @param otherWay whether it is given by what stands in for the strongest factor
   */
  @Transactional
  public Confirmed answer(Visitor visitor, boolean otherWay, String typed, Origin origin) {
    return switch (sessions.take(visitor)) {
      case Taken.Over over -> new Confirmed(new Verdict.Over());
      case Taken.Locked locked -> new Confirmed(new Verdict.Locked());
      case Taken.Open open -> answer(open.account(), open.session(), otherWay, typed, origin);
    };
  }

  private Confirmed answer(
      Account held, SignIn session, boolean otherWay, String typed, Origin origin) {
    Optional<Change> change = store.asked(session.id());
    Optional<SecondFactor> factor = factor(held, otherWay);
    if (change.isEmpty() || factor.isEmpty()) {
      return new Confirmed(new Verdict.Over());
    }
    Verdict verdict = guesses.judge(factor.get(), held, session, Purpose.STEP_UP, typed, origin);
    return verdict instanceof Verdict.Accepted
        ? confirm(session, factor.get(), change.get(), verdict, origin)
        : new Confirmed(verdict);
  }

  private Confirmed confirm(
      SignIn session, SecondFactor factor, Change change, Verdict verdict, Origin origin) {
    Optional<Opened> opened = signIns.stepUp(session, factor.method(), origin);
    if (opened.isEmpty()) {
      TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
      return new Confirmed(new Verdict.Over());
    }
    store.begin(session.id(), change);
    return new Confirmed(verdict, opened.get(), change);
  }

  /** Asks for the second factor again ("Resend One Time Password"). */
  @Transactional
  public Challenge again(Visitor visitor, Origin origin) {
    Optional<Taken.Open> open = sessions.take(visitor).open();
    if (open.isEmpty() || asked(visitor).isEmpty()) {
      return new Challenge.Exhausted();
    }
    Account held = open.get().account();
    return factors
        .strongest(held)
        .map(factor -> factor.put(held, open.get().session(), Purpose.STEP_UP, true, origin))
        .orElseGet(Challenge.NotLinked::new);
  }

  /** The change that waits for the second factor. */
  Optional<Change> asked(Visitor visitor) {
    return store.asked(visitor.signIn());
  }

  /** The question as its page shows it; empty if none is open. */
  Optional<Asked> question(Visitor visitor, boolean otherWay) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    return signIns
        .find(visitor.signIn())
        .flatMap(
            session ->
                factor(account, otherWay)
                    .flatMap(factor -> factor.asked(account, session, Purpose.STEP_UP)));
  }

  /** Whether something stands in for the strongest factor (RULES 28). */
  boolean hasOtherWay(Visitor visitor) {
    return factors.inPlaceOfStrongest(account(visitor)).isPresent();
  }

  private Optional<SecondFactor> factor(Account account, boolean otherWay) {
    return otherWay ? factors.inPlaceOfStrongest(account) : factors.strongest(account);
  }

  /** The session as it stands. */
  SignIn session(Visitor visitor) {
    return signIns.find(visitor.signIn()).orElseThrow();
  }

  /** The account as it stands; for the page that says that it is locked. */
  Account account(Visitor visitor) {
    return accounts.find(visitor.account()).orElseThrow();
  }
}
