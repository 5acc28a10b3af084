package org.sallyport.platform.background;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What follows a transaction, and does not happen if that is rolled back. */
public final class AfterCommit {
  private AfterCommit() {}

  /**
   * Runs an action after the commit of the caller's transaction, on its thread.
   *
   * @throws IllegalStateException outside a transaction
   */
  public static void run(Runnable action) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            action.run();
          }
        });
  }
}
