package org.sallyport.selfservice;

import org.sallyport.access.Visitor;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.session.SignIn;
import org.sallyport.session.SignIns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the visitor's account for a change. The session is read again behind the account's row: it
 * may have ended since the request came in.
 */
@Component
public class OpenSessions {
  private final Accounts accounts;
  private final SignIns signIns;

  OpenSessions(Accounts accounts, SignIns signIns) {
    this.accounts = accounts;
    this.signIns = signIns;
  }

  /** Takes the account's row for a change. */
  @Transactional(propagation = Propagation.MANDATORY)
  public HeldForChange take(Visitor visitor) {
    Account held = accounts.hold(visitor.account());
    if (held.isDisabled()) {
      return new HeldForChange.Over();
    }
    return signIns
        .find(visitor.signIn())
        .filter(signIn -> signIn.state() == SignIn.State.COMPLETE)
        .map(session -> taken(held, session))
        .orElseGet(HeldForChange.Over::new);
  }

  private static HeldForChange taken(Account held, SignIn session) {
    return held.isLocked() ? new HeldForChange.Locked(held.lockReference()) : new HeldForChange.Open(held, session);
  }

  /**
   * Takes the account's row for what only ends sessions and the like, which a locked account's
   * owner may do.
   *
   * @return whether the session goes on
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean holdToEnd(Visitor visitor) {
    return !(take(visitor) instanceof HeldForChange.Over);
  }
}
