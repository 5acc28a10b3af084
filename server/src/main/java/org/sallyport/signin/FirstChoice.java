package org.sallyport.signin;

import java.time.Clock;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.session.SignIn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the first answered code settles: the chosen method counts from now on; but where the code
 * went by e-mail since there is no number yet, that was the once, and a number is asked for next
 * (rule 26); and what is to be linked is linked next (rule 27).
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
   * Settles it.
   *
   * @return where to go: the landing, or the page that asks for a number or links a device
   */
  @Transactional(propagation = Propagation.MANDATORY)
  String settle(Account held, SecondFactor factor, SignIn signIn) {
    if (signIn.wanted() != null) {
      return "/login/link";
    }
    if (!factor.linked(held)) {
      accounts.setEmailOnce(held.id(), clock.instant());
      return "/login/phone";
    }
    if (factors.usual(held).isEmpty()) {
      accounts.setMethod(held.id(), factor.method());
    }
    return Landing.of(signIn.landing());
  }
}
