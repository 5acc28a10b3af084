package org.sallyport.secondfactor.passkey;

import org.sallyport.account.Accounts;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.Recorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A reset of the second factor removes the passkeys, too: one may be lost (RULES 39). */
@Component
class LostPasskeys {
  private final PasskeyStore keys;
  private final Accounts accounts;

  LostPasskeys(PasskeyStore keys, Accounts accounts) {
    this.keys = keys;
    this.accounts = accounts;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    if (recorded.event() instanceof AccountEvent.ResetDone reset) {
      keys.removeAll(reset.account());
      accounts.setLinked(reset.account(), Passkey.METHOD, false);
    }
  }
}
