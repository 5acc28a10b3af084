package org.sallyport.secondfactor.totp;

import org.sallyport.account.Accounts;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.Recorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A reset of the second factor removes the apps of which the owner may have lost one (RULES 39).
 */
@Component
class LostApps {
  private final SecretStore secrets;
  private final Accounts accounts;

  LostApps(SecretStore secrets, Accounts accounts) {
    this.secrets = secrets;
    this.accounts = accounts;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    if (recorded.event() instanceof AccountEvent.ResetDone reset) {
      secrets.removeAll(reset.account());
      accounts.setLinked(reset.account(), AppCode.METHOD, false);
    }
  }
}
