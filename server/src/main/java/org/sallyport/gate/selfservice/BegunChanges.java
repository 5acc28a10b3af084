package org.sallyport.gate.selfservice;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Discards changes that were begun and not finished, as a consequence of an event. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class BegunChanges {
  private final ChangeStore store;
  private final Accounts accounts;

  /** Discards all of an account. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void voidAll(AccountId account) {
    store.voidAll(accounts.hold(account));
  }

  /** Discards those of one session of an account. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void voidAll(AccountId account, SignInId session) {
    store.voidAll(accounts.hold(account), session);
  }
}
