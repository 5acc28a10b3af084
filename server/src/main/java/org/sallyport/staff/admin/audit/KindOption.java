package org.sallyport.staff.admin.audit;

import java.util.List;
import org.sallyport.platform.audit.search.AuditKinds;

/**
 * A group of kinds to choose from.
 *
 * @param area its value
 * @param words its name
 * @param types its types
 */
record KindOption(String area, String words, List<Type> types) {

  /** A type of event: its value, and in words. */
  record Type(String value, String words) {}

  /** All kinds of events. */
  static List<KindOption> all() {
    return AuditKinds.byArea().entrySet().stream()
        .map(
            area ->
                new KindOption(
                    area.getKey(),
                    AuditRows.area(area.getKey()),
                    area.getValue().stream()
                        .map(type -> new Type(type, AuditRows.words(type)))
                        .toList()))
        .toList();
  }
}
