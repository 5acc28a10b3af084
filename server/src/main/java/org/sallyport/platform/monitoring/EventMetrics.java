package org.sallyport.platform.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;

/**
 * Counters of events. The counters of all types exist from the start, so that the first event is an
 * increase. Labels are the types and the methods of the program: their number does not depend on
 * what happens.
 */
@Component
class EventMetrics {
  private static final String SIGN_INS = "sallyport.sign.ins";
  private static final String NO_METHOD = "none";

  private final MeterRegistry meters;
  private final Map<Class<?>, Counter> byType = new ConcurrentHashMap<>();
  private final Map<String, Counter> completed = new ConcurrentHashMap<>();
  private final Counter locked;

  EventMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.locked = signIns(NO_METHOD, "locked");
    EventType.all().forEach(type -> byType.put(type.event(), counter(type.event())));
  }

  void count(DomainEvent event) {
    byType.computeIfAbsent(event.getClass(), type -> counter(event.getClass())).increment();
    if (event instanceof SignInEvent.Completed it) {
      completed.computeIfAbsent(it.method(), method -> signIns(method, "completed")).increment();
    } else if (event instanceof SignInEvent.RefusedWhileLocked) {
      locked.increment();
    }
  }

  private Counter counter(Class<? extends DomainEvent> type) {
    return Counter.builder("sallyport.events")
        .description("Events by type, as in the audit log")
        .tag("type", DomainEvent.typeOf(type))
        .register(meters);
  }

  private Counter signIns(String method, String outcome) {
    return Counter.builder(SIGN_INS)
        .description("Sign-ins with a right password or passkey, by second factor and outcome")
        .tag("method", method)
        .tag("outcome", outcome)
        .register(meters);
  }
}
