package org.sallyport.gate.signin;

import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.FactorVerifier;
import org.sallyport.gate.secondfactor.PasswordlessFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.secondfactor.Verdict;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-in without a password, by a factor that verifies its user. Verification, sign-in row and
 * session are one transaction that locks the account's row, as with the password (rules 13, 15).
 * The response does not reveal whether the account is locked (rule 16).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PasskeySignIn {
  private final SecondFactors factors;
  private final Accounts accounts;
  private final SignIns signIns;
  private final FactorVerifier factorVerifier;

  /** The invitation on the sign-in page; null if no such factor is available. */
  public @Nullable String invitation() {
    return factors.passwordless().map(PasswordlessFactor::invitation).orElse(null);
  }

  /** A challenge for an unauthenticated client. No row is written for it. */
  Optional<PasswordlessFactor.Question> ask() {
    return factors.passwordless().map(PasswordlessFactor::ask);
  }

  /** The account that the answer claims to belong to. The claim is not verified. */
  Optional<Account> whose(String answer) {
    return factors.passwordless().flatMap(factor -> factor.whose(answer)).flatMap(accounts::find);
  }

  /**
   * A submitted answer.
   *
   * @param state value of the cookie that was set with the challenge
   * @param knownBrowser the browser's known-browser mark, if that account signed in from it before
   * @param landing local page first requested
   */
  record PasskeySubmission(
      String answer,
      String state,
      Origin origin,
      @Nullable String knownBrowser,
      @Nullable String landing) {
    @Override
    public String toString() {
      return "PasskeySubmission[" + origin + "]";
    }
  }

  /** Verifies the answer and, if it is valid, opens the session. */
  @Transactional
  public Optional<IssuedToken> enter(Account seen, PasskeySubmission submission) {
    PasswordlessFactor factor = factors.passwordless().orElseThrow();
    HeldAccount held = accounts.hold(seen.id());
    Verdict verdict =
        factorVerifier.judgePasswordless(
            factor, held, submission.state(), submission.answer(), submission.origin());
    return verdict instanceof Verdict.Accepted
        ? Optional.of(open(held, factor, submission))
        : Optional.empty();
  }

  private IssuedToken open(
      HeldAccount held, PasswordlessFactor factor, PasskeySubmission submission) {
    IssuedToken begun =
        signIns.beginPasswordless(
            held.id(), submission.origin(), submission.knownBrowser(), submission.landing());
    SignIn signIn = signIns.find(begun.id()).orElseThrow();
    return signIns.complete(signIn, factor.method(), true, null, submission.origin()).orElseThrow();
  }
}
