package org.sallyport.platform.events;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.events.facts.AuditCode;
import org.sallyport.platform.events.facts.EventArea;
import org.sallyport.platform.events.facts.EventFacts;
import org.sallyport.platform.events.facts.Outcome;

/**
 * A type of events.
 *
 * @param area for example "LockEvent"
 * @param name in the audit log and in metrics, for example "LockEvent.Locked"
 * @param notice null if nobody is notified
 */
public record EventType(
    Class<? extends DomainEvent> event,
    String area,
    String name,
    Outcome outcome,
    boolean inHistory,
    AuditCode code,
    @Nullable EventNotice notice) {
  private static final Map<String, EventType> BY_NAME =
      types(DomainEvent.class)
          .collect(
              Collectors.toMap(EventType::name, Function.identity(), (a, b) -> a, TreeMap::new));

  /** All types, by name. */
  public static Collection<EventType> all() {
    return BY_NAME.values();
  }

  /** The type of that name; empty if it is none of this version. */
  public static Optional<EventType> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The type of an event. */
  public static EventType of(DomainEvent event) {
    return Objects.requireNonNull(BY_NAME.get(DomainEvent.typeOf(event.getClass())));
  }

  /** The part that stands for a type in keys of texts, for example "device-linked". */
  public static String keyOf(Class<? extends DomainEvent> event) {
    return event.getSimpleName().replaceAll("(?<=.)(?=\\p{Lu})", "-").toLowerCase(Locale.ROOT);
  }

  /** The outcome of events of the type of that name; success if it is none of this version. */
  public static Outcome outcomeOf(String name) {
    return of(name).map(EventType::outcome).orElse(Outcome.SUCCESS);
  }

  private static Stream<EventType> types(Class<?> family) {
    Class<?>[] cases = family.getPermittedSubclasses();
    return cases == null
        ? Stream.of(read(family.asSubclass(DomainEvent.class)))
        : Stream.of(cases).flatMap(EventType::types);
  }

  private static EventType read(Class<? extends DomainEvent> event) {
    Class<?> area = event.getEnclosingClass();
    @Nullable EventFacts facts = event.getAnnotation(EventFacts.class);
    AuditCode code = facts == null ? AuditCode.OF_AREA : facts.code();
    return new EventType(
        event,
        area.getSimpleName(),
        DomainEvent.typeOf(event),
        facts == null ? Outcome.SUCCESS : facts.outcome(),
        facts != null && facts.inHistory(),
        code == AuditCode.OF_AREA ? area.getAnnotation(EventArea.class).value() : code,
        EventNotice.of(event));
  }
}
