package org.sallyport.platform.audit.erasure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the events that are bound to an erased account say about its owner, and what stands in its
 * place: what was typed about them in events of the account, and elsewhere the names of which the
 * event has the id, and what they may have typed about themselves in a reason.
 */
final class ErasedTexts {
  static final String NOTHING = "erased";
  static final String BY = "by";
  static final String CONFIRMED_BY = "confirmedBy";

  private static final String IDS = "ids";
  private static final String REASON = "reason";
  private static final String MEMBERS = "members";

  /** What people typed about the account, or a part of an address or number. */
  private static final Set<String> TYPED =
      Set.of("name", "device", REASON, "phone", "email", "from", "to");

  /** A text is found as whole words; a dot, hyphen or "@" inside belongs to a word. */
  private static final String BEFORE = "(?<![\\p{L}\\p{N}._@-])(?:";

  private static final String AFTER = ")(?![\\p{L}\\p{N}_@-])(?!\\.[\\p{L}\\p{N}])";

  private final String id;
  private final Set<String> names;
  private final String pseudonym;
  private final @Nullable Pattern words;

  /**
   * @param names of the account, as components of events have them
   * @param texts that are replaced within a reason
   */
  ErasedTexts(
      AccountId account, Collection<String> names, Collection<String> texts, String pseudonym) {
    this.id = account.toString();
    this.names = Set.copyOf(names);
    this.pseudonym = pseudonym;
    this.words =
        texts.isEmpty()
            ? null
            : Pattern.compile(
                texts.stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|", BEFORE, AFTER)),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** A reason without them. */
  String in(String text) {
    return words == null
        ? text
        : words.matcher(text).replaceAll(Matcher.quoteReplacement(pseudonym));
  }

  /**
   * Whether the name in a component is the account's.
   *
   * @param older the components of which that was found out later, for an event without ids
   */
  boolean isNamed(JsonNode details, String component, Set<String> older) {
    JsonNode ids = details.path(IDS).path(component);
    return ids.isMissingNode()
        ? older.contains(component)
        : ids.valueStream().anyMatch(it -> it.asString("").equals(id));
  }

  /** Whether an event names nobody who acted, so that the owner of the account did. */
  static boolean isWithoutActor(JsonNode details) {
    return !details.hasNonNull(BY) && details.path(IDS).path(BY).isMissingNode();
  }

  /** The components of an event without them. */
  JsonNode details(JsonNode details, boolean own, Set<String> older) {
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : details.properties()) {
      String name = field.getKey();
      JsonNode value = own ? withoutTyped(name, field.getValue()) : field.getValue();
      boolean named = isNamed(details, name, older);
      changed.set(name, named ? unnamed(name, value, details.path(IDS).path(name)) : value);
    }
    if (changed.path(REASON).isString()) {
      changed.put(REASON, in(changed.path(REASON).asString()));
    }
    return changed;
  }

  private static JsonNode withoutTyped(String name, JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(it -> changed.set(it.getKey(), withoutTyped(it.getKey(), it.getValue())));
        yield changed;
      }
      case ArrayNode array -> {
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> changed.add(withoutTyped("", item)));
        yield changed;
      }
      default -> value.isString() && TYPED.contains(name) ? text(NOTHING) : value;
    };
  }

  private JsonNode unnamed(String component, JsonNode value, JsonNode ids) {
    return switch (value) {
      case ObjectNode criteria -> {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        criteria.properties().forEach(it -> changed.set(it.getKey(), searched(it.getValue())));
        yield changed;
      }
      case ArrayNode array -> array(component, array, ids);
      default -> value.isString() && isName(component, value.asString()) ? text(pseudonym) : value;
    };
  }

  /** Programs, system users and causes have a space in their names; no username has one. */
  private static boolean isName(String component, String value) {
    return !Set.of(BY, CONFIRMED_BY).contains(component) || value.indexOf(' ') < 0;
  }

  private JsonNode searched(JsonNode value) {
    String typed = value.asString("");
    return names.stream().anyMatch(typed::equalsIgnoreCase) ? text(pseudonym) : text(in(typed));
  }

  /** The elements with the id; of an older event the first with the name. */
  private ArrayNode array(String component, ArrayNode array, JsonNode ids) {
    ArrayNode changed = JsonNodeFactory.instance.arrayNode();
    boolean found = false;
    for (int i = 0; i < array.size(); i++) {
      JsonNode item = array.get(i);
      JsonNode name = component.equals(MEMBERS) ? item : item.path(BY);
      boolean is =
          ids.isMissingNode()
              ? !found && names.contains(name.asString(""))
              : ids.path(i).asString("").equals(id);
      found |= is;
      changed.add(is ? unnamed(item) : item);
    }
    return changed;
  }

  private JsonNode unnamed(JsonNode item) {
    return item instanceof ObjectNode object
        ? object.deepCopy().put(BY, pseudonym)
        : text(pseudonym);
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.stringNode(value);
  }
}
