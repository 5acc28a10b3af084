package org.sallyport.accountrecovery;

import org.sallyport.access.Origin;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.audit.Recorded;
import org.sallyport.ids.AccountId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Voids resets when the admin who requested them is disabled or demoted; they stay void if that is
 * undone (rule 39).
 */
@Component
class VoidedResets {
  private static final String BY = "the portal, since the admin who asked no longer is one";

  private final ResetStore store;
  private final AuditLog audit;

  VoidedResets(ResetStore store, AuditLog audit) {
    this.store = store;
    this.audit = audit;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    switch (recorded.event()) {
      case AccountEvent.Disabled disabled -> voidAll(disabled.account(), recorded.origin());
      case AccountEvent.RoleChanged changed -> voidAll(changed.account(), recorded.origin());
      default -> {}
    }
  }

  private void voidAll(AccountId asker, Origin origin) {
    for (AccountId owner : store.voidAskedBy(asker)) {
      audit.record(new AccountEvent.ResetCancelled(owner, BY), origin);
    }
  }
}
