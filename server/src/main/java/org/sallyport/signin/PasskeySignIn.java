package org.sallyport.signin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.secondfactor.FactorVerifier;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.secondfactor.Verdict;
import org.sallyport.secondfactor.PasswordlessFactor;
import org.sallyport.session.IssuedToken;
import org.sallyport.session.SignIn;
import org.sallyport.session.SignIns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Both doors at once, without a password: by a factor that has checked who holds it. Verdict,
 * sign-in and session stand or fall together under the account's row, as with the password (rules
 * 13, 15); and a stranger learns nothing of a lock (rule 16).
 */
@Component
class PasskeySignIn {
  private final SecondFactors factors;
  private final Accounts accounts;
  private final SignIns signIns;
  private final FactorVerifier factorVerifier;

  PasskeySignIn(SecondFactors factors, Accounts accounts, SignIns signIns, FactorVerifier factorVerifier) {
    this.factors = factors;
    this.accounts = accounts;
    this.signIns = signIns;
    this.factorVerifier = factorVerifier;
  }

  /** What the sign-in page offers; null if there is no such factor. */
  @Nullable String invitation() {
    return factors.whole().map(PasswordlessFactor::invitation).orElse(null);
  }

  /** A challenge for whoever asks. No row is written for it. */
  Optional<PasswordlessFactor.Question> ask() {
    return factors.whole().map(PasswordlessFactor::ask);
  }

  /** Whose answer it says it is; nothing is proven by that. */
  Optional<Account> whose(String answer) {
    return factors.whole().flatMap(factor -> factor.whose(answer)).flatMap(accounts::find);
  }

  /**
   * Somebody with an answer.
   *
   * @param state what the browser kept with the challenge
   * @param knownBrowser the browser's mark if that account signed in from it before
   * @param landing local page first asked for
   */
  record Arrival(
      String answer,
      String state,
      Origin origin,
      @Nullable String knownBrowser,
      @Nullable String landing) {
    @Override
    public String toString() {
      return "Arrival[" + origin + "]";
    }
  }

  /** Judges the answer and, if it holds, opens the session. */
  @Transactional
  public Optional<IssuedToken> enter(Account seen, Arrival arrival) {
    PasswordlessFactor factor = factors.whole().orElseThrow();
    Account held = accounts.hold(seen.id());
    Verdict verdict =
        factorVerifier.judgeWhole(factor, held, arrival.state(), arrival.answer(), arrival.origin());
    return verdict instanceof Verdict.Accepted
        ? Optional.of(open(held, factor, arrival))
        : Optional.empty();
  }

  private IssuedToken open(Account held, PasswordlessFactor factor, Arrival arrival) {
    IssuedToken begun =
        signIns.beginWhole(held.id(), arrival.origin(), arrival.knownBrowser(), arrival.landing());
    SignIn signIn = signIns.find(begun.id()).orElseThrow();
    return signIns.complete(signIn, factor.method(), true, null, arrival.origin()).orElseThrow();
  }
}
