package org.sallyport.platform.audit.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.platform.events.DomainEvent;

/** The types of events by area, as they stand in the log. */
public final class AuditKinds {
  private static final Map<String, List<String>> TYPES =
      Stream.of(DomainEvent.class.getPermittedSubclasses())
          .sorted(Comparator.comparing(Class::getSimpleName))
          .collect(
              Collectors.toMap(
                  Class::getSimpleName,
                  AuditKinds::typesOf,
                  (one, other) -> one,
                  LinkedHashMap::new));

  private AuditKinds() {}

  /** The areas, for example "LockEvent", each with its types, for example "LockEvent.Locked". */
  public static Map<String, List<String>> byArea() {
    return TYPES;
  }

  /**
   * The types that a kind stands for: itself, or all of an area; empty if there is no such kind.
   */
  public static List<String> types(String kind) {
    return TYPES.entrySet().stream()
        .flatMap(
            area ->
                area.getKey().equals(kind)
                    ? area.getValue().stream()
                    : area.getValue().stream().filter(kind::equals))
        .toList();
  }

  private static List<String> typesOf(Class<?> area) {
    return Arrays.stream(area.getPermittedSubclasses())
        .map(type -> area.getSimpleName() + "." + type.getSimpleName())
        .sorted()
        .toList();
  }
}
