package org.sallyport.connect.scim;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.filter.AttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which attributes an answer has (RFC 7644 section 3.9). The id and the schemas are always there.
 *
 * @param wanted these alone; empty for all
 * @param excluded all but these
 */
public record Projection(List<AttributeName> wanted, List<AttributeName> excluded) {
  private static final Set<String> ALWAYS = Set.of("schemas", "id");

  public static Projection of(@Nullable String attributes, @Nullable String excluded) {
    return new Projection(names(attributes), names(excluded));
  }

  private static List<AttributeName> names(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split("[,\\s]+"))
            .filter(it -> !it.isEmpty())
            .map(AttributeName::of)
            .toList();
  }

  /** Whether an attribute is in the answer, at least in part. */
  public boolean has(String attribute) {
    boolean isWanted =
        wanted.isEmpty() || wanted.stream().anyMatch(it -> it.attribute().equals(attribute));
    return isWanted
        && excluded.stream().noneMatch(it -> it.attribute().equals(attribute) && it.sub() == null);
  }

  /** Removes what is not in the answer. */
  public ObjectNode apply(ObjectNode resource) {
    for (String field : List.copyOf(resource.propertyNames())) {
      if (!ALWAYS.contains(field) && !has(field)) {
        resource.remove(field);
      }
    }
    wanted.stream()
        .map(AttributeName::attribute)
        .distinct()
        .forEach(attribute -> keepParts(resource, attribute));
    excluded.stream()
        .filter(it -> it.sub() != null)
        .forEach(
            it -> each(resource.path(it.attribute()), Set.of(String.valueOf(it.sub())), false));
    return resource;
  }

  /** Of an attribute of which only parts are wanted, those. */
  private void keepParts(ObjectNode resource, String attribute) {
    boolean isWhole =
        wanted.stream().anyMatch(it -> it.attribute().equals(attribute) && it.sub() == null);
    if (!isWhole) {
      each(
          resource.path(attribute),
          wanted.stream()
              .filter(it -> it.attribute().equals(attribute))
              .map(it -> String.valueOf(it.sub()))
              .collect(Collectors.toSet()),
          true);
    }
  }

  private static void each(JsonNode value, Set<String> parts, boolean keep) {
    for (JsonNode one : value.isArray() ? value.valueStream().toList() : List.of(value)) {
      if (one instanceof ObjectNode object) {
        Set<String> gone = new HashSet<>(object.propertyNames());
        gone.removeIf(it -> parts.contains(it) == keep);
        object.remove(gone);
      }
    }
  }
}
