package org.sallyport.gate.selfservice;

import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Locks the row of the visitor's account for a change. The session is read again under that lock,
 * since it may have ended after the request arrived.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OpenSessions {
  private final Accounts accounts;
  private final SignIns signIns;

  /** Locks the account's row for a change. */
  @Transactional(propagation = Propagation.MANDATORY)
  public HeldForChange take(Visitor visitor) {
    HeldAccount held = accounts.hold(visitor.account());
    if (held.account().isDisabled()) {
      return new HeldForChange.SessionOver();
    }
    return signIns
        .find(visitor.signIn())
        .filter(signIn -> signIn.state() == SignIn.State.COMPLETE)
        .map(session -> taken(held, session))
        .orElseGet(HeldForChange.SessionOver::new);
  }

  private static HeldForChange taken(HeldAccount held, SignIn session) {
    return held.account().isLocked()
        ? new HeldForChange.Locked(held)
        : new HeldForChange.Open(held, session);
  }

  /**
   * Locks the account's row for operations that only revoke sessions, trust or changes, which the
   * owner of a locked account may do too.
   *
   * @return the account; empty if the session is no longer valid
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<HeldAccount> holdToEnd(Visitor visitor) {
    return switch (take(visitor)) {
      case HeldForChange.Open open -> Optional.of(open.held());
      case HeldForChange.Locked locked -> Optional.of(locked.held());
      case HeldForChange.SessionOver _ -> Optional.empty();
    };
  }
}
