package org.sallyport.gate.selfservice.history;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.gate.session.history.History;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * "This wasn't me": its event revokes exactly what a sign-in created, which is its session or its
 * open codes, its changes that are begun, and the remembered browser that it created or used (rule
 * 36).
 */
@Component
@RequiredArgsConstructor
class NotMe {
  private final OpenSessions sessions;
  private final History history;
  private final DomainEvents events;

  /**
   * Reports a sign-in. False if it was reported before, belongs to another account or is the
   * visitor's own session.
   */
  @Transactional
  public boolean report(Visitor visitor, SignInId reported, Origin origin) {
    Optional<HeldAccount> held = sessions.holdToEnd(visitor);
    if (held.isEmpty() || reported.equals(visitor.signIn())) {
      return false;
    }
    AccountId account = visitor.account();
    Optional<History.Reported> opened = history.report(held.get(), reported);
    if (opened.isEmpty()) {
      return false;
    }
    events.publish(
        new SignInEvent.NotMe(account, visitor.signIn(), reported, opened.get().browser()), origin);
    return true;
  }
}
