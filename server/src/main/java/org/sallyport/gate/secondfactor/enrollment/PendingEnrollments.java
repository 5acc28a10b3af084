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

/** The enrollments of an account that are not confirmed yet, of all factors. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PendingEnrollments {
  private final List<EnrollableFactor> factors;
  private final Accounts accounts;

  /** Voids them in all sessions. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void voidAll(AccountId account) {
    HeldAccount held = accounts.hold(account);
    factors.forEach(factor -> factor.voidPending(held));
  }
}
