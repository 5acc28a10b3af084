package org.sallyport.gate.secondfactor.push.approval;

import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.approval.ApprovalRequests;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What events of other modules change about requests. */
@Component
class AnnouncedRequests implements ApprovalRequests {
  private final RequestStore store;
  private final Accounts accounts;
  private final RequestNotifier requestNotifier;

  AnnouncedRequests(RequestStore store, Accounts accounts, RequestNotifier requestNotifier) {
    this.store = store;
    this.accounts = accounts;
    this.requestNotifier = requestNotifier;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void resetUnanswered(AccountId account) {
    if (store.hasUnanswered(account)) {
      store.answered(accounts.hold(account));
    }
  }

  @Override
  public void announce() {
    requestNotifier.changed();
  }
}
