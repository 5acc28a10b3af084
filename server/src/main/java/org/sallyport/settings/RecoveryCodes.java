package org.sallyport.settings;

import java.util.List;
import java.util.Optional;
import org.sallyport.access.Origin;
import org.sallyport.access.Visitor;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.secondfactor.RecoverySheet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes sheets of recovery codes behind a fresh second factor (RULES 28). */
@Component
class RecoveryCodes {
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final RecoverySheet sheet;
  private final AuditLog audit;

  RecoveryCodes(OpenSessions sessions, ChangeStore store, RecoverySheet sheet, AuditLog audit) {
    this.sessions = sessions;
    this.store = store;
    this.sheet = sheet;
    this.audit = audit;
  }

  /** How many are left; 0 if there is no sheet. */
  int left(Visitor visitor) {
    return sheet.left(visitor.account());
  }

  /** A new sheet, to be shown this once; empty if the change was not begun. */
  @Transactional
  public Optional<List<String>> make(Visitor visitor, Origin origin) {
    return sessions
        .take(visitor)
        .open()
        .filter(open -> store.finish(visitor.signIn(), Change.RECOVERY))
        .map(
            open -> {
              audit.record(
                  new AccountEvent.RecoveryCodesMade(visitor.account(), visitor.signIn()), origin);
              return sheet.make(open.account());
            });
  }
}
