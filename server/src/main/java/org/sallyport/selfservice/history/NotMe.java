package org.sallyport.selfservice.history;

import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.audit.AuditLog;
import org.sallyport.audit.SignInEvent;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.sallyport.ids.TrustedBrowserId;
import org.sallyport.selfservice.ChangeStore;
import org.sallyport.selfservice.OpenSessions;
import org.sallyport.session.History;
import org.sallyport.session.SessionTermination;
import org.sallyport.trustedbrowser.TrustedBrowsers;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * "This wasn't me": revokes exactly what a sign-in created, which is its session or its open codes,
 * its changes that are begun, and the remembered browser that it created or used (rule 36).
 */
@Component
class NotMe {
  private static final String REASON = "reported by the owner";

  private final OpenSessions sessions;
  private final History history;
  private final SessionTermination sessionTermination;
  private final TrustedBrowsers browsers;
  private final ChangeStore changes;
  private final AuditLog audit;

  NotMe(
      OpenSessions sessions,
      History history,
      SessionTermination sessionTermination,
      TrustedBrowsers browsers,
      ChangeStore changes,
      AuditLog audit) {
    this.sessions = sessions;
    this.history = history;
    this.sessionTermination = sessionTermination;
    this.browsers = browsers;
    this.changes = changes;
    this.audit = audit;
  }

  /**
   * Reports a sign-in. False if it was reported before, belongs to another account or is the
   * visitor's own session.
   */
  @Transactional
  public boolean report(Visitor visitor, SignInId reported, Origin origin) {
    if (!sessions.holdToEnd(visitor) || reported.equals(visitor.signIn())) {
      return false;
    }
    AccountId account = visitor.account();
    Optional<History.Reported> opened = history.report(account, reported);
    if (opened.isEmpty()) {
      return false;
    }
    sessionTermination.end(account, reported, REASON, origin);
    changes.voidAll(reported);
    TrustedBrowserId browser = opened.get().browser();
    if (browser != null) {
      browsers.forget(account, browser, REASON, origin);
    }
    audit.record(new SignInEvent.NotMe(account, visitor.signIn(), reported), origin);
    return true;
  }
}
