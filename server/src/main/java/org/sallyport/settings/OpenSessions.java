package org.sallyport.settings;

import java.util.Optional;
import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.signin.SignIn;
import org.sallyport.signin.SignIns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the visitor's account for a change. The session is read again behind the account's row: it
 * may have ended since the request came in.
 */
@Component
class OpenSessions {
  private final Accounts accounts;
  private final SignIns signIns;

  OpenSessions(Accounts accounts, SignIns signIns) {
    this.accounts = accounts;
    this.signIns = signIns;
  }

  /** An account whose row is held, and the session in which it is to be changed. */
  record Open(Account account, SignIn session) {}

  /** Takes the account's row; empty if the session has ended or the account is disabled. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Open> hold(Visitor visitor) {
    Account held = accounts.hold(visitor.account());
    return held.isDisabled()
        ? Optional.empty()
        : signIns
            .find(visitor.signIn())
            .filter(signIn -> signIn.state() == SignIn.State.COMPLETE)
            .map(session -> new Open(held, session));
  }
}
