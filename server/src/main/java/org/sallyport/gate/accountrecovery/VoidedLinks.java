package org.sallyport.gate.accountrecovery;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Voids the mailed links of an account. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class VoidedLinks {
  private final MailedLinks mailedLinks;

  /** Voids all links that can still be used, for activation and for a forgotten password. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void voidAll(AccountId account) {
    for (LinkPurpose linkPurpose : LinkPurpose.values()) {
      mailedLinks.voidAll(account, linkPurpose);
    }
  }
}
