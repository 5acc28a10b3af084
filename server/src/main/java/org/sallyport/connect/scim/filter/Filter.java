package org.sallyport.connect.scim.filter;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.TypedDates;
import tools.jackson.databind.JsonNode;

/** A condition on a resource, or on one value of an attribute (RFC 7644 section 3.4.2.2). */
public sealed interface Filter {

  boolean matches(JsonNode resource);

  /** Both. */
  record And(Filter left, Filter right) implements Filter {
    @Override
    public boolean matches(JsonNode resource) {
      return left.matches(resource) && right.matches(resource);
    }
  }

  /** At least one. */
  record Or(Filter left, Filter right) implements Filter {
    @Override
    public boolean matches(JsonNode resource) {
      return left.matches(resource) || right.matches(resource);
    }
  }

  /** Not. */
  record Not(Filter inner) implements Filter {
    @Override
    public boolean matches(JsonNode resource) {
      return !inner.matches(resource);
    }
  }

  /** The attribute has a value (pr). */
  record Present(AttributeName name) implements Filter {
    @Override
    public boolean matches(JsonNode resource) {
      return values(resource, name).anyMatch(it -> !it.isEmpty() || it.isValueNode());
    }
  }

  /** One of the attribute's values meets the condition: {@code emails[type eq "work"]}. */
  record Within(String attribute, Filter inner) implements Filter {
    @Override
    public boolean matches(JsonNode resource) {
      JsonNode value = resource.path(attribute);
      return (value.isArray() ? value.valueStream() : Stream.of(value)).anyMatch(inner::matches);
    }
  }

  /** How values are compared. */
  enum Operator {
    EQ,
    NE,
    CO,
    SW,
    EW,
    GT,
    GE,
    LT,
    LE;

    static Optional<Operator> of(String word) {
      return Stream.of(values()).filter(it -> it.name().equalsIgnoreCase(word)).findFirst();
    }
  }

  /**
   * One of the attribute's values compares so with another. Nothing is unequal only if nothing is
   * equal.
   *
   * @param value null for the value null
   */
  record Compared(AttributeName name, Operator operator, @Nullable String value) implements Filter {
    @Override
    public boolean matches(JsonNode resource) {
      if (value == null) {
        boolean isMissing = values(resource, name).findAny().isEmpty();
        return (operator == Operator.EQ) == isMissing;
      }
      return operator == Operator.NE
          ? values(resource, name).noneMatch(it -> compares(Operator.EQ, it.asString("")))
          : values(resource, name).anyMatch(it -> compares(operator, it.asString("")));
    }

    private boolean compares(Operator by, String present) {
      String one = name.isCaseExact() ? present : present.toLowerCase(Locale.ROOT);
      String typed = String.valueOf(value);
      String other = name.isCaseExact() ? typed : typed.toLowerCase(Locale.ROOT);
      return switch (by) {
        case EQ -> one.equals(other);
        case NE -> !one.equals(other);
        case CO -> one.contains(other);
        case SW -> one.startsWith(other);
        case EW -> one.endsWith(other);
        case GT -> order(present, typed) > 0;
        case GE -> order(present, typed) >= 0;
        case LT -> order(present, typed) < 0;
        case LE -> order(present, typed) <= 0;
      };
    }

    /** Times by time, all else as text. */
    private static int order(String one, String other) {
      return TypedDates.instant(one)
          .flatMap(first -> TypedDates.instant(other).map(first::compareTo))
          .orElseGet(() -> one.compareToIgnoreCase(other));
    }
  }

  /**
   * The values of an attribute. The value of an attribute with several is that of each; without a
   * sub-attribute, its "value" is meant.
   */
  static Stream<JsonNode> values(JsonNode resource, AttributeName name) {
    JsonNode attribute = resource.path(name.attribute());
    Stream<JsonNode> each = attribute.isArray() ? attribute.valueStream() : Stream.of(attribute);
    return each.map(
            it -> {
              String sub = name.sub();
              if (sub != null) {
                return it.path(sub);
              }
              return it.isObject() && it.has("value") ? it.path("value") : it;
            })
        .filter(it -> !it.isMissingNode() && !it.isNull());
  }
}
