package org.sallyport.platform.access;

import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Parses untrusted JSON. Duplicate keys, trailing tokens, and numbers in place of strings are
 * rejected (ASVS 15.3.5), since two parsers would interpret them differently.
 */
@Component
public class StrictJson {
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              it ->
                  it.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  /** Reads a value; empty if the text does not match the type, whose record validates it. */
  public <T> Optional<T> read(String text, Class<T> form) {
    try {
      return Optional.ofNullable(json.readValue(text, form));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Whether the text is a single JSON object. */
  public boolean isObject(String text) {
    return read(text, JsonNode.class).filter(JsonNode::isObject).isPresent();
  }
}
