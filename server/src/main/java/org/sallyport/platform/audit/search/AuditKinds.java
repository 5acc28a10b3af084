package org.sallyport.platform.audit.search;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sallyport.platform.events.EventType;

/** The types of events by area, as they stand in the log. */
public final class AuditKinds {
  private static final Map<String, List<String>> TYPES =
      EventType.all().stream()
          .collect(
              Collectors.groupingBy(
                  EventType::area,
                  TreeMap::new,
                  Collectors.mapping(EventType::name, Collectors.toList())));

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
}
