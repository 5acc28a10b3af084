package org.sallyport.platform.audit;

import org.springframework.transaction.support.TransactionTemplate;

/** Links the events that wait, whatever the scheduled task is doing. */
public final class ChainTurn {
  private ChainTurn() {}

  /** Waits for the turn of the scheduled task, during which another call links nothing. */
  public static void link(AuditChain chain, AuditLinks links, TransactionTemplate transaction) {
    transaction.executeWithoutResult(
        status -> {
          links.takeTurn();
          chain.link();
        });
  }
}
