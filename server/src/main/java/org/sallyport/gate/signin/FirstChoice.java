package org.sallyport.gate.signin;

import java.time.Clock;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.signin.landing.Landing;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores the first method after the first valid answer. If the code was sent by e-mail because the
 * account has no number, the one-time e-mail fallback is used up and the next page asks for a
 * number (rule 26). If a factor is to be linked, the next page links it (rule 27).
 */
@Component
@RequiredArgsConstructor
class FirstChoice {
  private final Accounts accounts;
  private final SecondFactors factors;
  private final Clock clock;

  /**
   * Stores the choice.
   *
   * @return the next page: the landing page, or the page that asks for a number or links a device
   */
  @Transactional(propagation = Propagation.MANDATORY)
  String settle(HeldAccount held, SecondFactor factor, SignIn signIn) {
    if (signIn.methodToLink() != null) {
      return SignInPaths.LINK;
    }
    if (factor.primary() && !factor.linked(held.account())) {
      accounts.setEmailFallbackUsed(held, clock.instant());
      return SignInPaths.PHONE;
    }
    if (becomesMethod(factor, held.account())) {
      accounts.setMethod(held, factor.method());
    }
    return Landing.of(signIn.landing());
  }

  private boolean becomesMethod(SecondFactor factor, Account account) {
    return factor.primary()
        && factors.primaryFor(account).isEmpty()
        && factors.selectable(factor, account);
  }

  /**
   * Whether the account has a method once the attempt's prompt is answered. It has none while the
   * chosen device is not linked, or while SMS waits for a number.
   */
  boolean leavesMethod(Account account, SignIn signIn) {
    return signIn.methodToLink() == null
        && Optional.ofNullable(signIn.method())
            .flatMap(factors::byMethod)
            .filter(factor -> factor.linked(account))
            .filter(
                factor -> becomesMethod(factor, account) || factors.primaryFor(account).isPresent())
            .isPresent();
  }
}
