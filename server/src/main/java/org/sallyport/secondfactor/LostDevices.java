package org.sallyport.secondfactor;

import java.util.List;
import org.sallyport.account.Accounts;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.Recorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes all linked devices when the second factor is reset, because any of them may be lost;
 * includes devices of factors that are currently not allowed (rule 39).
 */
@Component
class LostDevices {
  private final List<EnrollableFactor> factors;
  private final Accounts accounts;

  LostDevices(List<EnrollableFactor> factors, Accounts accounts) {
    this.factors = factors;
    this.accounts = accounts;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    if (recorded.event() instanceof AccountEvent.ResetDone reset) {
      for (EnrollableFactor factor : factors) {
        factor.removeAll(reset.account());
        accounts.setLinked(reset.account(), factor.method(), false);
      }
    }
  }
}
