package org.sallyport.platform.audit.erasure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The texts about the owner of an erased account, and what stands in their place. */
final class ErasedTexts {
  static final String NOTHING = "erased";

  /** What people typed about the account, or a part of an address or number. */
  private static final Set<String> TYPED =
      Set.of("name", "device", "reason", "phone", "email", "from", "to");

  /** A text is found as whole words; a dot, hyphen or "@" inside belongs to a word. */
  private static final String BEFORE = "(?<![\\p{L}\\p{N}._@-])(?:";

  private static final String AFTER = ")(?![\\p{L}\\p{N}_@-])(?!\\.[\\p{L}\\p{N}])";

  private final List<String> usernames;
  private final List<String> texts;
  private final String pseudonym;
  private final Pattern pattern;

  ErasedTexts(List<String> usernames, List<String> texts, String pseudonym) {
    this.usernames = usernames;
    this.texts =
        Stream.concat(usernames.stream(), texts.stream())
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    this.pseudonym = pseudonym;
    this.pattern =
        Pattern.compile(
            this.texts.stream().map(Pattern::quote).collect(Collectors.joining("|", BEFORE, AFTER)),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** All texts, the longest first. */
  List<String> texts() {
    return texts;
  }

  /** Whether the owner acted in an event. */
  boolean acted(@Nullable String actor, boolean own) {
    return actor == null ? own : usernames.contains(actor);
  }

  /** A text without them. */
  String in(String text) {
    return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(pseudonym));
  }

  /**
   * The components of an event without them.
   *
   * @param own whether it is an event of the account, in which what was typed goes as a whole
   */
  JsonNode details(JsonNode node, boolean own) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          changed.set(field.getKey(), field(field.getKey(), field.getValue(), own));
        }
        yield changed;
      }
      case ArrayNode array -> {
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> changed.add(details(item, own)));
        yield changed;
      }
      default -> node.isString() ? JsonNodeFactory.instance.stringNode(in(node.asString())) : node;
    };
  }

  private JsonNode field(String name, JsonNode value, boolean own) {
    return own && value.isString() && TYPED.contains(name)
        ? JsonNodeFactory.instance.stringNode(NOTHING)
        : details(value, own);
  }
}
