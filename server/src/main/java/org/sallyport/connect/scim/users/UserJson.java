package org.sallyport.connect.scim.users;

import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.Resources;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Users as the identity system reads them: what it said, and the state here. */
@Component
@RequiredArgsConstructor
class UserJson {
  private final JsonMapper json;
  private final Resources resources;
  private final UserStore store;

  /** A user without its groups and version. */
  ObjectNode of(UserStore.Row row) {
    ObjectNode user = json.createObjectNode();
    user.putArray("schemas").add(Resources.USER);
    user.put("id", row.account().toString());
    put(user, "externalId", row.externalId());
    user.put("userName", row.username());
    if (row.givenName() != null || row.familyName() != null || row.formatted() != null) {
      ObjectNode name = user.putObject("name");
      put(name, "formatted", row.formatted());
      put(name, "familyName", row.familyName());
      put(name, "givenName", row.givenName());
    }
    put(user, "displayName", row.displayName());
    user.put("active", row.active());
    if (row.email() != null) {
      user.putArray("emails")
          .addObject()
          .put("value", row.email())
          .put("type", "work")
          .put("primary", true);
    }
    if (row.phone() != null) {
      user.putArray("phoneNumbers").addObject().put("value", row.phone()).put("type", "mobile");
    }
    user.putArray("roles").addObject().put("value", row.role().word());
    resources.describe(
        user,
        new Resources.Meta(
            "User", "/Users/", row.account().value(), row.madeAt(), row.changedAt()));
    return user;
  }

  /** Adds the groups of the same identity system, which are read-only here. */
  void addGroups(ObjectNode user, UUID source) {
    UUID account = UUID.fromString(user.path("id").asString());
    var all = user.putArray("groups");
    store
        .groups(source, account)
        .forEach(it -> all.addObject().put("value", it.id().toString()).put("display", it.name()));
  }

  private static void put(ObjectNode object, String field, @Nullable String value) {
    if (value != null) {
      object.put(field, value);
    }
  }
}
