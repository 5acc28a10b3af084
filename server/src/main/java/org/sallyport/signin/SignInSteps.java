package org.sallyport.signin;

import org.jspecify.annotations.Nullable;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.secondfactor.Offer;
import org.sallyport.secondfactor.ResponseMode;
import org.sallyport.secondfactor.SecondFactor;
import org.sallyport.secondfactor.SecondFactors;
import org.sallyport.session.SignIn;
import org.sallyport.session.SignIns;
import org.springframework.stereotype.Component;

/**
 * The order of the steps after the password. The current step is derived from the attempt's row,
 * never from the request.
 */
@Component
class SignInSteps {
  private final Accounts accounts;
  private final SignIns signIns;
  private final SecondFactors factors;

  SignInSteps(Accounts accounts, SignIns signIns, SecondFactors factors) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.factors = factors;
  }

  /** The next page for a visitor after the password step. */
  String next(Visitor visitor) {
    return standing(visitor).page();
  }

  /** The current state of the visitor's attempt. */
  SignInProgress standing(Visitor visitor) {
    SignIn signIn = signIns.find(visitor.signIn()).orElseThrow();
    Account account = accounts.find(signIn.account()).orElseThrow();
    return new SignInProgress(signIn, account, page(signIn.method(), account));
  }

  /**
   * The page of an attempt whose rows the caller has just written or read.
   *
   * @param method of the attempt; null until one was chosen
   */
  String page(@Nullable String method, Account account) {
    if (account.isLocked()) {
      return "/login/locked";
    }
    if (method != null) {
      return factors
          .byMethod(method)
          .map(SecondFactor::answering)
          .orElse(ResponseMode.TYPED)
          .page();
    }
    return factors.offers(account).stream().anyMatch(Offer::enabled)
        ? "/login/method"
        : "/login/ask-admin";
  }

  boolean isLocked(Visitor visitor) {
    return accounts.find(visitor.account()).map(Account::isLocked).orElse(true);
  }
}
