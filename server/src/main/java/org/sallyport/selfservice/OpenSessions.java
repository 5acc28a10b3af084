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
 * Locks the row of the visitor's account for a change. The session is read again under that lock,
 * since it may have ended after the request arrived.
 */
@Component
public class OpenSessions {
  private final Accounts accounts;
  private final SignIns signIns;

  OpenSessions(Accounts accounts, SignIns signIns) {
    this.accounts = accounts;
    this.signIns = signIns;
  }

  /** Locks the account's row for a change. */
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
    return held.isLocked()
        ? new HeldForChange.Locked(held.lockReference())
        : new HeldForChange.Open(held, session);
  }

  /**
   * Locks the account's row for operations that only revoke sessions, trust or changes, which the
   * owner of a locked account may do too.
   *
   * @return whether the session is still valid
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean holdToEnd(Visitor visitor) {
    return !(take(visitor) instanceof HeldForChange.Over);
  }
}
