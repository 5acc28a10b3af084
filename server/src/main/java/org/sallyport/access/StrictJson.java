package org.sallyport.access;

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
 * Reads JSON from outside: a key that comes twice, anything after the value, and a number where a
 * text belongs are refused (ASVS 15.3.5), since two readers would understand them differently.
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

  /** Reads a value; empty if it is not of that form, which its record checks. */
  public <T> Optional<T> read(String text, Class<T> form) {
    try {
      return Optional.ofNullable(json.readValue(text, form));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Whether it is one object. */
  public boolean isObject(String text) {
    return read(text, JsonNode.class).filter(JsonNode::isObject).isPresent();
  }
}
