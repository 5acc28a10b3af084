package org.sallyport.connect.scim.patch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.ScimRefusal;
import org.sallyport.connect.scim.filter.AttributeName;
import org.sallyport.connect.scim.filter.Filter;
import org.sallyport.connect.scim.filter.ScimPath;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies a patch to a resource (RFC 7644 section 3.5.2). What Entra ID and Okta send is accepted:
 * operations with a capital, no path, dotted names in place of paths, values to remove beside the
 * path, and a value to replace that is not there yet. Attributes that are not kept are ignored.
 */
public final class Patch {
  private static final int MAX_OPERATIONS = 1_000;
  private static final Set<String> SEVERAL =
      Set.of("emails", "phoneNumbers", "roles", "members", "groups");
  private static final Set<String> READ_ONLY = Set.of("id", "meta", "groups", "schemas");

  private final ObjectNode resource;

  private Patch(ObjectNode resource) {
    this.resource = resource;
  }

  /** Changes the resource as the body of a PATCH says. */
  public static void apply(JsonNode body, ObjectNode resource) throws ScimRefusal {
    JsonNode operations = value(body, "Operations");
    if (operations == null
        || !operations.isArray()
        || operations.isEmpty()
        || operations.size() > MAX_OPERATIONS) {
      throw ScimRefusal.of(ScimRefusal.Type.INVALID_SYNTAX, "scim.operations");
    }
    Patch patch = new Patch(resource);
    for (JsonNode operation : operations) {
      patch.apply(operation);
    }
  }

  private enum Kind {
    ADD,
    REPLACE,
    REMOVE
  }

  private void apply(JsonNode operation) throws ScimRefusal {
    JsonNode word = value(operation, "op");
    JsonNode path = value(operation, "path");
    JsonNode value = value(operation, "value");
    Kind kind = kind(word == null ? "" : word.asString(""));
    if (kind != Kind.REMOVE && value == null) {
      throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.value");
    }
    if (path != null && !path.asString("").isBlank()) {
      change(kind, ScimPath.parse(path.asString("")), value);
    } else if (value instanceof ObjectNode object && kind != Kind.REMOVE) {
      withoutPath(kind, object);
    } else {
      throw ScimRefusal.of(ScimRefusal.Type.NO_TARGET, "scim.no-target");
    }
  }

  private static Kind kind(String word) throws ScimRefusal {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "add" -> Kind.ADD;
      case "replace" -> Kind.REPLACE;
      case "remove" -> Kind.REMOVE;
      default -> throw ScimRefusal.of(ScimRefusal.Type.INVALID_SYNTAX, "scim.operations");
    };
  }

  /** Each field is a path; the URN of a schema has fields of its own below it. */
  private void withoutPath(Kind kind, ObjectNode fields) throws ScimRefusal {
    for (String field : fields.propertyNames()) {
      JsonNode value = fields.path(field);
      if (field.startsWith("urn:") && value instanceof ObjectNode inner) {
        for (String below : inner.propertyNames()) {
          change(kind, ScimPath.parse(field + ":" + below), inner.path(below));
        }
      } else if (!READ_ONLY.contains(field)) {
        change(kind, ScimPath.parse(field), value);
      }
    }
  }

  private void change(Kind kind, ScimPath path, @Nullable JsonNode value) throws ScimRefusal {
    AttributeName name = path.name();
    if (name.isForeign()) {
      return;
    }
    if (READ_ONLY.contains(name.attribute())) {
      throw ScimRefusal.of(ScimRefusal.Type.MUTABILITY, "scim.read-only", name.attribute());
    }
    if (path.filter() != null) {
      chosen(kind, name, path.filter(), value);
    } else if (SEVERAL.contains(name.attribute())) {
      several(kind, name, value);
    } else {
      one(kind, name, value);
    }
  }

  private void one(Kind kind, AttributeName name, @Nullable JsonNode value) {
    String sub = name.sub();
    if (sub == null) {
      if (kind == Kind.REMOVE || value == null || value.isNull()) {
        resource.remove(name.attribute());
      } else if (value instanceof ObjectNode parts
          && resource.path(name.attribute()) instanceof ObjectNode present) {
        parts.forEachEntry(present::set);
      } else {
        resource.set(name.attribute(), value);
      }
      return;
    }
    ObjectNode whole =
        resource.path(name.attribute()) instanceof ObjectNode present
            ? present
            : resource.putObject(name.attribute());
    set(kind, whole, sub, value);
  }

  private static void set(Kind kind, ObjectNode whole, String field, @Nullable JsonNode value) {
    if (kind == Kind.REMOVE || value == null || value.isNull()) {
      whole.remove(field);
    } else {
      whole.set(field, value);
    }
  }

  /** An attribute of several values without a filter. */
  private void several(Kind kind, AttributeName name, @Nullable JsonNode value) throws ScimRefusal {
    String sub = name.sub();
    ArrayNode present = values(name.attribute());
    if (sub != null) {
      ObjectNode first =
          present.path(0) instanceof ObjectNode object ? object : present.addObject();
      set(kind, first, sub, value);
      return;
    }
    List<ObjectNode> given = objects(value);
    switch (kind) {
      case REPLACE -> {
        present.removeAll();
        given.forEach(present::add);
      }
      case ADD -> {
        Set<String> there = new HashSet<>();
        present.forEach(it -> there.add(it.path("value").asString("")));
        given.stream().filter(it -> there.add(it.path("value").asString(""))).forEach(present::add);
      }
      case REMOVE -> {
        if (value == null) {
          resource.remove(name.attribute());
        } else {
          Set<String> gone = new HashSet<>();
          given.forEach(it -> gone.add(it.path("value").asString("")));
          keep(present, it -> !gone.contains(it.path("value").asString("")));
        }
      }
    }
  }

  /** The values that a filter chooses; one that is not there is made as the filter says. */
  private void chosen(Kind kind, AttributeName name, Filter filter, @Nullable JsonNode value)
      throws ScimRefusal {
    ArrayNode present = values(name.attribute());
    String sub = name.sub();
    if (kind == Kind.REMOVE && sub == null) {
      keep(present, it -> !filter.matches(it));
      return;
    }
    List<ObjectNode> chosen = new ArrayList<>();
    for (JsonNode each : present) {
      if (each instanceof ObjectNode object && filter.matches(object)) {
        chosen.add(object);
      }
    }
    if (kind == Kind.REMOVE) {
      chosen.forEach(it -> it.remove(String.valueOf(sub)));
      return;
    }
    if (chosen.isEmpty()) {
      chosen.add(made(present, filter));
    }
    for (ObjectNode each : chosen) {
      if (sub != null) {
        set(kind, each, sub, value);
      } else if (value instanceof ObjectNode parts) {
        parts.forEachEntry(each::set);
      } else {
        throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.value");
      }
    }
  }

  private static ObjectNode made(ArrayNode present, Filter filter) throws ScimRefusal {
    if (filter instanceof Filter.Compared equal
        && equal.operator() == Filter.Operator.EQ
        && equal.name().sub() == null) {
      return present.addObject().put(equal.name().attribute(), equal.value());
    }
    throw ScimRefusal.of(ScimRefusal.Type.NO_TARGET, "scim.no-target");
  }

  private static void keep(ArrayNode values, Predicate<JsonNode> which) {
    List<JsonNode> kept = values.valueStream().filter(which).toList();
    values.removeAll();
    kept.forEach(values::add);
  }

  private ArrayNode values(String attribute) {
    return resource.path(attribute) instanceof ArrayNode present
        ? present
        : resource.putArray(attribute);
  }

  private static List<ObjectNode> objects(@Nullable JsonNode value) throws ScimRefusal {
    List<ObjectNode> all = new ArrayList<>();
    if (value == null || value.isNull()) {
      return all;
    }
    for (JsonNode each : value.isArray() ? value.valueStream().toList() : List.of(value)) {
      if (each instanceof ObjectNode object) {
        all.add(object);
      } else if (each.isString()) {
        all.add(JsonNodeFactory.instance.objectNode().put("value", each.stringValue()));
      } else {
        throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.value");
      }
    }
    return all;
  }

  /** A field in whatever case. */
  private static @Nullable JsonNode value(JsonNode object, String field) {
    return object.propertyNames().stream()
        .filter(it -> it.equalsIgnoreCase(field))
        .findFirst()
        .map(object::path)
        .orElse(null);
  }
}
