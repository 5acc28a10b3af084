package org.sallyport.portal.studies.dicomweb;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.portal.archive.dicom.DicomObject;

/**
 * The query of a search (QIDO-RS, PS3.18 section 8.3.4). The gateway answers it from what the
 * account may see; the query is not passed on to the archive.
 *
 * @param limit the maximum number of results
 * @param offset how many to skip at the beginning
 */
record Search(Map<Attribute, String> filters, int limit, int offset) {
  private static final int MAX_LIMIT = 1000;
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

  /**
   * Parameters that are ignored: the gateway decides which attributes are returned, and does not
   * support fuzzy matching.
   */
  private static final Set<String> WITHOUT_EFFECT = Set.of("includefield", "fuzzymatching");

  /** The result of parsing a query. */
  sealed interface Read {}

  record Understood(Search search) implements Read {}

  record NotUnderstood(String why) implements Read {}

  static Read read(Map<String, String[]> parameters) {
    Map<Attribute, String> filters = new EnumMap<>(Attribute.class);
    int limit = MAX_LIMIT;
    int offset = 0;
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      String value = parameter.getValue()[0];
      Optional<Attribute> attribute = Attribute.of(name);
      if (attribute.isPresent()) {
        filters.put(attribute.get(), value);
      } else if (name.equals("limit") && COUNT.matcher(value).matches()) {
        limit = Math.min(MAX_LIMIT, Integer.parseInt(value));
      } else if (name.equals("offset") && COUNT.matcher(value).matches()) {
        offset = Integer.parseInt(value);
      } else if (!WITHOUT_EFFECT.contains(name)) {
        return new NotUnderstood("Nothing can be searched by this parameter.");
      }
    }
    return new Understood(new Search(filters, limit, offset));
  }

  /** The same with the filters on these attributes only. */
  Search only(Set<Attribute> attributes) {
    Map<Attribute, String> some = new EnumMap<>(Attribute.class);
    filters.forEach(
        (attribute, pattern) -> {
          if (attributes.contains(attribute)) {
            some.put(attribute, pattern);
          }
        });
    return new Search(some, limit, offset);
  }

  boolean matches(DicomObject item) {
    return filters.entrySet().stream()
        .allMatch(filter -> filter.getKey().matches(item, filter.getValue()));
  }
}
