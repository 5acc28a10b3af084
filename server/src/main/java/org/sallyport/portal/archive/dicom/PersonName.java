package org.sallyport.portal.archive.dicom;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A person's name (PS3.5 section 6.2): groups separated by "=", components within them by "^".
 *
 * @param exact as stored in the archive, without padding; used for comparison
 */
public record PersonName(String exact) {
  private static final PersonName NONE = new PersonName("");

  static PersonName of(JsonNode value) {
    if (value.isString()) {
      return new PersonName(value.asString().strip());
    }
    List<String> groups = new ArrayList<>();
    for (String group : List.of("Alphabetic", "Ideographic", "Phonetic")) {
      groups.add(value.path(group).asString("").strip());
    }
    String exact = String.join("=", groups).replaceAll("=+$", "");
    return exact.isEmpty() ? NONE : new PersonName(exact);
  }

  /** For display, for example "Vanderquill, Adelheid". */
  public String shown() {
    String[] components = group().split("\\^", -1);
    List<String> given = new ArrayList<>();
    for (int i = 1; i < Math.min(3, components.length); i++) {
      if (!components[i].isBlank()) {
        given.add(components[i].strip());
      }
    }
    String family = components[0].strip();
    String rest = String.join(" ", given);
    return family.isEmpty() || rest.isEmpty() ? family + rest : family + ", " + rest;
  }

  /** The first non-empty group. */
  private String group() {
    for (String group : exact.split("=", -1)) {
      if (!group.isBlank()) {
        return group;
      }
    }
    return "";
  }
}
