package org.sallyport.connect.adminapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.sallyport.platform.access.StrictJson;
import org.sallyport.platform.messages.Messages;
import tools.jackson.databind.JsonNode;

/**
 * The JSON object of a call. What cannot be read is collected, so that one answer names all of it.
 */
final class ApiBody {
  private static final String REASON = "reason";
  private static final int MAX_LENGTH = 300;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");

  private final JsonNode object;
  private final Map<String, String> wrong = new TreeMap<>();

  private ApiBody(JsonNode object) {
    this.object = object;
  }

  /**
   * Reads a body; empty if it is no JSON object.
   *
   * @param known the fields that it may have; {@code reason} is always one
   */
  static Optional<ApiBody> read(String text, StrictJson json, Set<String> known) {
    return json.read(text, JsonNode.class)
        .filter(JsonNode::isObject)
        .map(
            it -> {
              ApiBody body = new ApiBody(it);
              it.propertyNames().stream()
                  .filter(name -> !known.contains(name) && !name.equals(REASON))
                  .forEach(name -> body.refuse(name, "api.body.unknown"));
              return body;
            });
  }

  /** Whether a field is there, also as null. */
  boolean has(String field) {
    return object.has(field);
  }

  /** Whether a field is there as null, or as an empty list. */
  boolean isRemoved(String field) {
    JsonNode value = object.path(field);
    return value.isNull() || (value.isArray() && value.isEmpty());
  }

  /** Why it is done; each call that changes something says it. */
  String reason() {
    return text(REASON);
  }

  boolean flag(String field) {
    JsonNode value = object.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      refuse(field, "api.body.flag");
    }
    return value.asBoolean(false);
  }

  /** A text on one line; refused if it is missing or empty. */
  String text(String field) {
    return line(field, object.path(field)).orElse("");
  }

  /** A list of texts. */
  List<String> texts(String field) {
    JsonNode value = object.path(field);
    if (!value.isArray()) {
      refuse(field, "api.body.list");
      return List.of();
    }
    return value.valueStream().flatMap(it -> line(field, it).stream()).toList();
  }

  /** "-" means something else in files of accounts, to which these rules belong. */
  private Optional<String> line(String field, JsonNode value) {
    String text = value.isString() ? value.stringValue().strip() : "";
    if (text.isEmpty() || text.equals("-") || text.length() > MAX_LENGTH) {
      refuse(field, "api.body.text");
      return Optional.empty();
    }
    if (CONTROL.matcher(text).find()) {
      refuse(field, "api.body.control");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  void refuse(String field, String key) {
    wrong.putIfAbsent(field, Messages.text(key));
  }

  /** What was wrong so far, by field. */
  Map<String, String> wrong() {
    return wrong;
  }
}
