package org.sallyport.audit;

/** The names of event types in rows. */
final class EventType {
  private EventType() {}

  /** The name, for example "SignInEvent.Completed". */
  static String of(Class<? extends AuditEvent> event) {
    return event.getEnclosingClass().getSimpleName() + "." + event.getSimpleName();
  }
}
