package org.sallyport.platform.events;

import org.sallyport.platform.access.Origin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes events to their one receiver, synchronously and in the caller's transaction. */
@Component
public class DomainEvents {
  private final ObjectProvider<EventHandler> handler;

  /**
   * Publishes to the only handler, which is looked up when an event is published, because the
   * modules that it calls publish events too.
   */
  DomainEvents(ObjectProvider<EventHandler> handler) {
    this.handler = handler;
  }

  /**
   * Publishes what has just happened. The change itself is written first. All consequences of the
   * event are done when this returns, and are committed or rolled back with the change.
   *
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publish(DomainEvent event, Origin origin) {
    handler.getObject().handle(event, origin);
  }
}
