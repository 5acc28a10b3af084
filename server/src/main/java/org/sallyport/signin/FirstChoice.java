package org.sallyport.signin;

import java.time.Clock;
import org.sallyport.account.Accounts;
import org.sallyport.account.HeldAccount;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.session.SignIn;
import org.sallyport.signin.landing.Landing;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores the first method after the first valid answer. If the code was sent by e-mail because the
 * account has no number, the one-time e-mail fallback is used up and the next page asks for a
 * number (rule 26). If a factor is to be linked, the next page links it (rule 27).
 */
@Component
class FirstChoice {
  private final Accounts accounts;
  private final SecondFactors factors;
  private final Clock clock;

  FirstChoice(Accounts accounts, SecondFactors factors, Clock clock) {
    this.accounts = accounts;
    this.factors = factors;
    this.clock = clock;
  }

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
    if (!factor.linked(held.account())) {
      accounts.setEmailFallbackUsed(held, clock.instant());
      return SignInPaths.PHONE;
    }
    if (factors.primaryFor(held.account()).isEmpty()) {
      accounts.setMethod(held, factor.method());
    }
    return Landing.of(signIn.landing());
  }
}
