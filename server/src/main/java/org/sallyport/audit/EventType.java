package org.sallyport.audit;

/** How rows name the type of an event. */
final class EventType {
  private EventType() {}

  /** For example "SignInEvent.Completed". */
  static String of(Class<? extends AuditEvent> event) {
    return event.getEnclosingClass().getSimpleName() + "." + event.getSimpleName();
  }
}
