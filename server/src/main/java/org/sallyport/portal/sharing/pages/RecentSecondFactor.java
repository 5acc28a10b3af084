package org.sallyport.portal.sharing.pages;

import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.FreshFactor;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;

/**
 * Whether the visitor gave the second factor a moment ago. Sharing with an address requires it,
 * since it shows images to somebody whom nobody here has identified (docs/adr/0044).
 */
@Component
class RecentSecondFactor {
  private final Accounts accounts;
  private final SignIns signIns;
  private final FreshFactor freshness;

  RecentSecondFactor(Accounts accounts, SignIns signIns, FreshFactor freshness) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.freshness = freshness;
  }

  boolean is(Visitor visitor) {
    return accounts
        .find(visitor.account())
        .flatMap(
            account ->
                signIns
                    .find(visitor.signIn())
                    .filter(it -> it.state() == SignIn.State.COMPLETE)
                    .filter(it -> freshness.isFresh(account, it)))
        .isPresent();
  }
}
