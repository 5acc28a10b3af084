package org.sallyport.events;

import org.sallyport.access.Origin;

/** The one receiver of all events. */
public interface EventHandler {

  /** Handles an event in the transaction in which it happened; an exception rolls that back. */
  void handle(DomainEvent event, Origin origin);
}
