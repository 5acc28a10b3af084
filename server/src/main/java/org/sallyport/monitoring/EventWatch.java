package org.sallyport.monitoring;

import org.sallyport.events.DomainEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts events once they are committed: what was rolled back did not happen. */
@Component
public class EventWatch {
  private final EventMetrics metrics;

  EventWatch(EventMetrics metrics) {
    this.metrics = metrics;
  }

  /** Notes an event in the transaction in which it happens. */
  public void note(DomainEvent event) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            metrics.count(event);
          }
        });
  }
}
