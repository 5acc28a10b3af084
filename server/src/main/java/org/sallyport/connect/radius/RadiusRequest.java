package org.sallyport.connect.radius;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.StrictJson;
import tools.jackson.databind.JsonNode;

/**
 * An Access-Request, as FreeRADIUS's rlm_rest writes it: for each attribute its type and its
 * values.
 *
 * @param username User-Name
 * @param password User-Password: the password, or the answer to a challenge
 * @param state State; empty if the request answers no challenge
 * @param station Calling-Station-Id: the client's address, where the gateway sends it; else empty
 * @param gateway NAS-Identifier, or else NAS-IP-Address; empty if neither was sent
 */
record RadiusRequest(
    String username, String password, String state, String station, String gateway) {
  /** Of an attribute's value, in bytes (RFC 2865, section 5). */
  private static final int MAX_BYTES = 253;

  private static final int MAX_OCTET = 0xFF;

  /** Reads a request; empty if it is none, or names an attribute twice. */
  static Optional<RadiusRequest> read(String body, StrictJson json) {
    return json.read(body, JsonNode.class).filter(JsonNode::isObject).flatMap(RadiusRequest::of);
  }

  private static Optional<RadiusRequest> of(JsonNode attributes) {
    @Nullable String username = value(attributes, "User-Name");
    @Nullable String password = value(attributes, "User-Password");
    @Nullable String state = value(attributes, "State");
    @Nullable String station = value(attributes, "Calling-Station-Id");
    @Nullable String identifier = value(attributes, "NAS-Identifier");
    @Nullable String address = value(attributes, "NAS-IP-Address");
    if (username == null
        || password == null
        || state == null
        || station == null
        || identifier == null
        || address == null) {
      return Optional.empty();
    }
    String gateway = identifier.isEmpty() ? address : identifier;
    return Optional.of(new RadiusRequest(username, password, state, station, gateway));
  }

  /** The value of an attribute, "" if it was not sent; null if it is not one short text. */
  private static @Nullable String value(JsonNode attributes, String name) {
    @Nullable JsonNode attribute = attributes.get(name);
    if (attribute == null) {
      return "";
    }
    JsonNode values = attribute.path("value");
    if (!values.isArray() || values.size() != 1 || !values.path(0).isString()) {
      return null;
    }
    String value = values.path(0).stringValue();
    return value.length() > MAX_BYTES || value.chars().anyMatch(it -> it > MAX_OCTET)
        ? null
        : text(value.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** rlm_rest writes each octet of a value as a character, whatever text the octets are. */
  private static @Nullable String text(byte[] octets) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** The two digits of each octet of a text. */
  static String octets(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "RadiusRequest[" + gateway + "]";
  }
}
