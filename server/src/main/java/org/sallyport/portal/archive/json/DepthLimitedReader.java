package org.sallyport.portal.archive.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an object without those of its attributes in which values are nested too deeply. Such an
 * attribute is left out as a whole: a part of it would pass for all of it.
 */
final class DepthLimitedReader {
  /** Levels of JSON; three are one of a sequence (PS3.18 section F.2). */
  static final int MAX_DEPTH = 400;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final ObjectReader reader;

  private DepthLimitedReader(JsonParser parser, ObjectReader reader) {
    this.parser = parser;
    this.reader = reader;
  }

  /** The object that begins at the current token. */
  static ObjectNode object(JsonParser parser, ObjectReader reader) {
    DepthLimitedReader tree = new DepthLimitedReader(parser, reader);
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      JsonNode value = tree.value(1);
      if (value != null) {
        object.set(name, value);
      }
    }
    return object;
  }

  /** Adds the value at the current token; false if it is too deep. */
  static boolean add(ObjectNode object, String name, JsonParser parser, ObjectReader reader) {
    JsonNode value = new DepthLimitedReader(parser, reader).value(1);
    if (value != null) {
      object.set(name, value);
    }
    return value != null;
  }

  /** The value at the current token; null if it is too deep. The parser is then behind it. */
  private @Nullable JsonNode value(int depth) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return NODES.stringNode(parser.getString());
    }
    if (token != JsonToken.START_OBJECT && token != JsonToken.START_ARRAY) {
      return reader.readTree(parser);
    }
    if (depth == MAX_DEPTH) {
      parser.skipChildren();
      return null;
    }
    return token == JsonToken.START_OBJECT ? members(depth + 1) : elements(depth + 1);
  }

  private @Nullable ObjectNode members(int depth) {
    ObjectNode object = NODES.objectNode();
    boolean isWhole = true;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      JsonNode value = value(depth);
      isWhole &= value != null;
      if (value != null) {
        object.set(name, value);
      }
    }
    return isWhole ? object : null;
  }

  private @Nullable ArrayNode elements(int depth) {
    ArrayNode array = NODES.arrayNode();
    boolean isWhole = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode value = value(depth);
      isWhole &= value != null;
      if (value != null) {
        array.add(value);
      }
    }
    return isWhole ? array : null;
  }
}
