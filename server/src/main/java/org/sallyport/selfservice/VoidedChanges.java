package org.sallyport.selfservice;

import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.LockEvent;
import org.sallyport.audit.Recorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes all open changes of an account when it is locked, disabled or reset, in the same
 * transaction (rule 28).
 */
@Component
class VoidedChanges {
  private final ChangeStore store;

  VoidedChanges(ChangeStore store) {
    this.store = store;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    switch (recorded.event()) {
      case LockEvent.Locked it -> store.voidAll(it.account());
      case AccountEvent.Disabled it -> store.voidAll(it.account());
      case AccountEvent.ResetDone it -> store.voidAll(it.account());
      default -> {}
    }
  }
}
