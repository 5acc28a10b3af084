package org.sallyport.gate.secondfactor.enrollment;

import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The linked devices of an account whose second factor is reset: any of them may be lost. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class LostDevices {
  private final List<EnrollableFactor> factors;
  private final Accounts accounts;

  /** Removes all devices, also those of factors that are currently not allowed (rule 39). */
  @Transactional(propagation = Propagation.MANDATORY)
  public void removeAll(AccountId account) {
    HeldAccount held = accounts.hold(account);
    for (EnrollableFactor factor : factors) {
      factor.removeAll(held);
      accounts.setLinked(held, factor.method(), false);
    }
  }
}
