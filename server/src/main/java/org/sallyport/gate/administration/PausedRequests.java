package org.sallyport.gate.administration;

import org.sallyport.gate.account.Account;

/** Whether an account's phones are sent no requests, because too many were not answered. */
public interface PausedRequests {
  boolean arePaused(Account account);
}
