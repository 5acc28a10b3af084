package org.sallyport.connect.scim.users;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.ScimRefusal;
import org.sallyport.gate.account.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an identity system says of a user. Attributes that are not kept are ignored.
 *
 * @param email the address for work, else the primary one, else the first
 * @param phone the mobile number; null if there is none
 * @param role null if it gives none that is known here, which changes nothing
 */
record ScimUser(
    String userName,
    @Nullable String externalId,
    @Nullable String givenName,
    @Nullable String familyName,
    @Nullable String formatted,
    @Nullable String displayName,
    boolean active,
    @Nullable String email,
    @Nullable String phone,
    @Nullable Role role) {
  private static final int MAX_LENGTH = 300;
  private static final Set<String> STAFF = Set.of(Role.ADMIN.word(), Role.HELPDESK.word());

  static ScimUser of(ObjectNode body) throws ScimRefusal {
    String userName = text(body, "userName");
    if (userName == null) {
      throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.no-username");
    }
    JsonNode name = body.path("name");
    return new ScimUser(
        userName,
        text(body, "externalId"),
        text(name, "givenName"),
        text(name, "familyName"),
        text(name, "formatted"),
        text(body, "displayName"),
        active(body.path("active")),
        email(body.path("emails")),
        phone(body.path("phoneNumbers")),
        role(body.path("roles")));
  }

  /** The full name of the account. */
  String name() {
    String both =
        Stream.of(givenName, familyName).filter(it -> it != null).collect(Collectors.joining(" "));
    return Stream.of(displayName, formatted, both)
        .filter(it -> it != null && !it.isEmpty())
        .findFirst()
        .orElse(userName);
  }

  private static @Nullable String text(JsonNode object, String field) throws ScimRefusal {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    String text = value.isValueNode() ? value.asString("").strip() : "";
    if (!value.isValueNode() || text.length() > MAX_LENGTH || text.indexOf('\0') >= 0) {
      throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.text", field);
    }
    return text.isEmpty() ? null : text;
  }

  /** A boolean, which Entra ID may send as the text "False". */
  private static boolean active(JsonNode value) throws ScimRefusal {
    if (value.isMissingNode() || value.isNull()) {
      return true;
    }
    String word = value.isValueNode() ? value.asString("") : "";
    if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
      return word.equalsIgnoreCase("true");
    }
    throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.active");
  }

  private static @Nullable String email(JsonNode emails) throws ScimRefusal {
    List<JsonNode> all = emails.valueStream().toList();
    return value(
        Stream.of(
                all.stream().filter(it -> is(it, "type", "work")),
                all.stream().filter(it -> is(it, "primary", "true")),
                all.stream())
            .flatMap(it -> it));
  }

  private static @Nullable String phone(JsonNode numbers) throws ScimRefusal {
    return value(numbers.valueStream().filter(it -> is(it, "type", "mobile")));
  }

  private static @Nullable String value(Stream<JsonNode> values) throws ScimRefusal {
    for (JsonNode each : values.toList()) {
      String text = text(each, "value");
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static boolean is(JsonNode object, String field, String word) {
    return object.path(field).asString("").equalsIgnoreCase(word);
  }

  /** Physician or patient; other words mean nothing here. Nobody becomes staff so. */
  private static @Nullable Role role(JsonNode roles) throws ScimRefusal {
    List<String> words =
        roles
            .valueStream()
            .map(it -> it.isObject() ? it.path("value").asString("") : it.asString(""))
            .map(it -> it.strip().toLowerCase(Locale.ROOT))
            .toList();
    if (words.stream().anyMatch(STAFF::contains)) {
      throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.staff");
    }
    return Stream.of(Role.PATIENT, Role.PHYSICIAN)
        .filter(it -> words.contains(it.word()))
        .findFirst()
        .orElse(null);
  }
}
