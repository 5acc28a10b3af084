package org.sallyport.accountrecovery;

import org.sallyport.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Voids the mailed links of an account that can still be used. */
@Component
public class VoidedLinks {
  private final MailedLinks mailedLinks;

  VoidedLinks(MailedLinks mailedLinks) {
    this.mailedLinks = mailedLinks;
  }

  /** Voids them all. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void voidAll(AccountId account) {
    for (LinkPurpose linkPurpose : LinkPurpose.values()) {
      mailedLinks.voidAll(account, linkPurpose);
    }
  }
}
