package org.sallyport.accountrecovery;

import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.Recorded;
import org.sallyport.ids.AccountId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Voids an account's open links in the same transaction when the password or the e-mail address
 * changes or the account is disabled.
 */
@Component
class VoidedLinks {
  private final MailedLinks mailedLinks;

  VoidedLinks(MailedLinks mailedLinks) {
    this.mailedLinks = mailedLinks;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void on(Recorded recorded) {
    switch (recorded.event()) {
      case AccountEvent.PasswordChanged changed -> voidAll(changed.account());
      case AccountEvent.Activated activated -> voidAll(activated.account());
      case AccountEvent.EmailChanged changed -> voidAll(changed.account());
      case AccountEvent.Disabled disabled -> voidAll(disabled.account());
      default -> {}
    }
  }

  private void voidAll(AccountId account) {
    for (LinkPurpose linkPurpose : LinkPurpose.values()) {
      mailedLinks.voidAll(account, linkPurpose);
    }
  }
}
