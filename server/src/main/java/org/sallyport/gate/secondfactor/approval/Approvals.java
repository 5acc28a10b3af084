package org.sallyport.gate.secondfactor.approval;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.ids.AccountId;

/** Requests that are approved on another device ({@link ApprovedFactor}). */
public interface Approvals {

  /**
   * Waits without holding a thread or a database connection. Completes with true once the request
   * of this sign-in is no longer pending, immediately if it already is not; completes with false
   * after the given duration.
   */
  CompletableFuture<Boolean> settled(SignIn signIn, Purpose purpose, Duration patience);

  /** Resets the account's count of unanswered requests, after which no more are sent. */
  void resetUnanswered(AccountId account);

  /** Notifies waiting pages and devices, after the commit, that requests may have ended. */
  void announce();

  /** The last 24 hours, and the phones as they are. */
  Figures figures();

  /**
   * Figures for admins.
   *
   * @param phones linked phones
   * @param wakeable linked phones that can get push notifications
   * @param requests requests to phones
   * @param approved requests that were approved
   * @param refused requests that were denied, or answered with a wrong number
   */
  record Figures(int phones, int wakeable, int requests, int approved, int refused) {}
}
