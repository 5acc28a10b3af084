package org.sallyport.gate.signin;

import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.ChallengeResult;
import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.FactorVerifier;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.gate.signin.OpenAttempts.HeldAttempt;
import org.sallyport.gate.signin.landing.Landing;
import org.sallyport.gate.trustedbrowser.RememberProperties;
import org.sallyport.gate.trustedbrowser.Trust;
import org.sallyport.gate.trustedbrowser.TrustedBrowsers;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.installation.DurationText;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * The second-factor step. Every operation first locks the account's row and then decides, in one
 * transaction: the verdict, the session and the remembered browser are committed or rolled back
 * together (rules 13, 15).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SecondFactorStep {
  private final OpenAttempts attempts;
  private final Accounts accounts;
  private final SignIns signIns;
  private final SecondFactors factors;
  private final FactorVerifier factorVerifier;
  private final TrustedBrowsers browsers;
  private final RememberProperties remember;
  private final FirstChoice firstChoice;

  /**
   * The result of an answer.
   *
   * @param opened the session; only with an accepted answer, and not if an issuer asked for the
   *     second factor alone
   * @param trust the cookie of remembered browsers, if it changes
   * @param next the next page after an accepted answer
   */
  public record Answered(
      Verdict verdict, @Nullable IssuedToken opened, @Nullable Trust trust, String next) {
    Answered(Verdict verdict) {
      this(verdict, null, null, Landing.HOME);
    }
  }

  /** Verifies an answer to the attempt's factor and, if it is valid, opens the session. */
  @Transactional
  public Answered answer(Visitor visitor, String typed, Box box, Origin origin) {
    HeldAttempt attempt = attempts.hold(visitor);
    HeldAccount held = attempt.held();
    Optional<SignIn> open = attempt.open();
    Optional<SecondFactor> factor =
        open.map(SignIn::method).flatMap(method -> factors.byMethod(method));
    if (open.isEmpty() || factor.isEmpty()) {
      return new Answered(held.account().isLocked() ? new Verdict.Locked() : over(visitor));
    }
    Verdict verdict =
        factorVerifier.judge(factor.get(), FactorContext.signIn(held, open.get(), origin), typed);
    return verdict instanceof Verdict.Accepted
        ? complete(held, open.get(), factor.get(), verdict, box, origin)
        : new Answered(verdict);
  }

  /** Distinguishes a duplicate of the answer that completed the attempt from an ended attempt. */
  private Verdict over(Visitor visitor) {
    boolean complete =
        signIns
            .find(visitor.signIn())
            .filter(signIn -> signIn.state() == SignIn.State.COMPLETE)
            .isPresent();
    return complete ? new Verdict.Complete() : new Verdict.Over();
  }

  private Answered complete(
      HeldAccount held,
      SignIn signIn,
      SecondFactor factor,
      Verdict verdict,
      Box box,
      Origin origin) {
    if (signIn.isFactorAlone()) {
      return completeForIssuer(signIn, factor, verdict, origin);
    }
    if (signIn.methodToLink() == null) {
      factor.chosen(held, signIn.id(), origin); // not by a password alone, which may be a thief's
    }
    String next = firstChoice.settle(held, factor, signIn);
    Trust trust =
        box.ticked() && isRemembered(held) ? browsers.remember(held, box.cookie(), origin) : null;
    Optional<IssuedToken> opened =
        signIns.complete(
            signIn, factor.method(), true, trust == null ? null : trust.browser(), origin);
    return opened.isEmpty() ? ended() : new Answered(verdict, opened.get(), trust, next);
  }

  /** No session is opened, nothing is chosen and no browser remembered (rule 72). */
  private Answered completeForIssuer(
      SignIn signIn, SecondFactor factor, Verdict verdict, Origin origin) {
    return !SecondFactors.provesPossession(factor)
            || signIns.complete(signIn, factor.method(), true, null, origin).isEmpty()
        ? ended()
        : new Answered(verdict, null, null, Landing.of(signIn.landing()));
  }

  private static Answered ended() {
    TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
    return new Answered(new Verdict.Over());
  }

  /**
   * Issues the prompt again ("Resend One Time Password").
   *
   * @param asCall whether the code is spoken in a call
   */
  @Transactional
  public ChallengeResult again(Visitor visitor, boolean asCall, Origin origin) {
    HeldAttempt attempt = attempts.hold(visitor);
    HeldAccount held = attempt.held();
    Optional<SignIn> open = attempt.open();
    if (held.account().isLocked() || open.isEmpty()) {
      return new ChallengeResult.Exhausted();
    }
    return open.map(SignIn::method)
        .flatMap(method -> factors.byMethod(method))
        .map(factor -> again(factor, FactorContext.signIn(held, open.get(), origin), asCall))
        .orElseGet(ChallengeResult.NotLinked::new);
  }

  private static ChallengeResult again(SecondFactor factor, FactorContext context, boolean asCall) {
    return asCall ? factor.call(context) : factor.issue(context, true);
  }

  /**
   * Whether a ticked box counts, after the first choice was settled. For an account that is left
   * without a method it does not: the next sign-in has to choose one (rule 25).
   */
  private boolean isRemembered(HeldAccount held) {
    Account settled = accounts.find(held.id()).orElseThrow();
    return mayBeRemembered(settled) && factors.primaryFor(settled).isPresent();
  }

  private boolean mayBeRemembered(Account account) {
    return remember.offered() && !account.isStaff() && !account.passwordChangeRequired();
  }

  /** How long the checkbox promises to remember the browser; null if there is no checkbox. */
  @Nullable String rememberFor(Account account, SignIn signIn) {
    return !signIn.isFactorAlone()
            && mayBeRemembered(account)
            && firstChoice.leavesMethod(account, signIn)
        ? DurationText.words(remember.duration())
        : null;
  }

  /**
   * The checkbox "Remember this browser for 30 days".
   *
   * @param cookie value of the cookie of remembered browsers
   */
  public record Box(boolean ticked, @Nullable String cookie) {
    /** The answer of something that is no browser, and cannot be remembered. */
    public static final Box NONE = new Box(false, null);

    @Override
    public String toString() {
      return "Box[" + ticked + "]";
    }
  }
}
