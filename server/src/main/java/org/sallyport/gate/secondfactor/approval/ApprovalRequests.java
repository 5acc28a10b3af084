package org.sallyport.gate.secondfactor.approval;

import org.sallyport.platform.ids.AccountId;

/** The requests that are waiting to be approved on another device ({@link ApprovedFactor}). */
public interface ApprovalRequests {

  /** Resets the account's count of unanswered requests, after which no more are sent. */
  void resetUnanswered(AccountId account);

  /** Notifies waiting pages and devices, after the commit, that requests may have ended. */
  void announce();
}
