package org.sallyport.platform.events;

import org.sallyport.platform.access.Origin;

/** The one receiver of all events. */
public interface EventHandler {

  /** Handles an event in the transaction in which it happened; an exception rolls that back. */
  void handle(DomainEvent event, Origin origin);
}
