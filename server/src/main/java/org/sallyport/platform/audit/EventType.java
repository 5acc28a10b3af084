package org.sallyport.platform.audit;

import org.sallyport.platform.events.DomainEvent;

/** The names of event types in rows. */
final class EventType {
  private EventType() {}

  /** The name, for example "SignInEvent.Completed". */
  static String of(Class<? extends DomainEvent> event) {
    return DomainEvent.typeOf(event);
  }
}
