package org.sallyport.secondfactor;

import java.util.List;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.LockEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.ids.AccountId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Voids pending enrollments when their account is locked or disabled (rule 28). */
@Component
class PendingEnrollments {
  private final List<EnrollableFactor> factors;

  PendingEnrollments(List<EnrollableFactor> factors) {
    this.factors = factors;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    switch (recorded.event()) {
      case LockEvent.Locked it -> voidPending(it.account());
      case AccountEvent.Disabled it -> voidPending(it.account());
      default -> {}
    }
  }

  private void voidPending(AccountId account) {
    factors.forEach(factor -> factor.voidPending(account));
  }
}
