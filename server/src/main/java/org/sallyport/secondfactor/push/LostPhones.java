package org.sallyport.secondfactor.push;

import org.sallyport.account.Accounts;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.ids.AccountId;
import org.sallyport.secondfactor.DeviceCodes;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A reset of the second factor removes the phones, of which one may be lost (RULES 39). */
@Component
class LostPhones {
  private final DeviceStore devices;
  private final DeviceCodes codes;
  private final SubscriptionStore subscriptions;
  private final Accounts accounts;

  LostPhones(
      DeviceStore devices, DeviceCodes codes, SubscriptionStore subscriptions, Accounts accounts) {
    this.devices = devices;
    this.codes = codes;
    this.subscriptions = subscriptions;
    this.accounts = accounts;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    if (recorded.event() instanceof AccountEvent.ResetDone reset) {
      AccountId account = reset.account();
      for (AppDevice device : devices.of(account)) {
        devices.remove(account, device.id());
        codes.forget(device.id());
        subscriptions.forget(device.id());
      }
      accounts.setLinked(account, PhoneApproval.METHOD, false);
    }
  }
}
