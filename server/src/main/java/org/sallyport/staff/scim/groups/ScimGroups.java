package org.sallyport.staff.scim.groups;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;
import org.sallyport.staff.scim.Projection;
import org.sallyport.staff.scim.ResourceKind;
import org.sallyport.staff.scim.Resources;
import org.sallyport.staff.scim.ScimRefusal;
import org.sallyport.staff.scim.filter.Filter;
import org.sallyport.staff.scim.users.UserStore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes practices and keeps their members as the identity system says. It sees and touches its own
 * users in its own groups alone; who became a member otherwise stays one.
 */
@Component
@Transactional(rollbackFor = ScimRefusal.class)
class ScimGroups implements ResourceKind {
  private static final String REASON = "SCIM";
  private static final int MAX_NAME_LENGTH = 100;

  private final Groups groups;
  private final GroupChanges changes;
  private final GroupStore store;
  private final UserStore users;
  private final Resources resources;
  private final JsonMapper json;

  ScimGroups(
      Groups groups,
      GroupChanges changes,
      GroupStore store,
      UserStore users,
      Resources resources,
      JsonMapper json) {
    this.groups = groups;
    this.changes = changes;
    this.store = store;
    this.users = users;
    this.resources = resources;
    this.json = json;
  }

  @Override
  public List<ObjectNode> all(@Nullable Filter filter) {
    List<ObjectNode> found = new ArrayList<>();
    for (GroupStore.Row row : store.all(name(filter))) {
      ObjectNode group = shown(row);
      if (filter == null || filter.matches(group)) {
        found.add(group);
      }
    }
    return found;
  }

  /** The name that a filter asks for alone. */
  private static @Nullable String name(@Nullable Filter filter) {
    return filter instanceof Filter.Compared equal
            && equal.operator() == Filter.Operator.EQ
            && equal.name().attribute().equals("displayName")
        ? equal.value()
        : null;
  }

  @Override
  public String path() {
    return "Groups";
  }

  /** Whoever is not in the body is no member afterwards. */
  @Override
  public ObjectNode replaced(ObjectNode present, ObjectNode body) {
    return body;
  }

  /** All that is answered is compared. */
  @Override
  public void complete(ObjectNode group, Projection projection) {}

  @Override
  public ObjectNode one(UUID id) throws ScimRefusal {
    return shown(row(id));
  }

  private GroupStore.Row row(UUID id) throws ScimRefusal {
    Optional<GroupStore.Row> row = store.find(id);
    if (row.isEmpty()) {
      throw ScimRefusal.of(HttpStatus.NOT_FOUND, "scim.no-group");
    }
    return row.get();
  }

  private ObjectNode shown(GroupStore.Row row) {
    ObjectNode group = json.createObjectNode();
    group.putArray("schemas").add(Resources.GROUP);
    group.put("id", row.id().toString());
    if (row.externalId() != null) {
      group.put("externalId", row.externalId());
    }
    group.put("displayName", row.name());
    ArrayNode members = group.putArray("members");
    store
        .members(row.id())
        .forEach(
            it ->
                members
                    .addObject()
                    .put("value", it.account().toString())
                    .put("display", it.username())
                    .put("$ref", resources.location("/Users/" + it.account()))
                    .put("type", "User"));
    resources.describe(
        group, new Resources.Meta("Group", "/Groups/", row.id(), row.madeAt(), row.changedAt()));
    return group;
  }

  /** Makes a practice. One of that name that is there is left alone, whoever made it. */
  @Override
  public ObjectNode make(ObjectNode body, Actor by, Origin origin) throws ScimRefusal {
    String name = name(body);
    Optional<Group> made = groups.make(name, Group.Kind.PRACTICE);
    if (made.isEmpty()) {
      throw ScimRefusal.of(ScimRefusal.Type.UNIQUENESS, "scim.group-taken", name);
    }
    store.save(made.get(), externalId(body));
    setMembers(made.get(), body, by, origin);
    return one(made.get().id().value());
  }

  @Override
  public ObjectNode change(
      UUID id, @Nullable String ifMatch, Change change, Actor by, Origin origin)
      throws ScimRefusal {
    Group group = held(id);
    ObjectNode present = one(id);
    Resources.check(ifMatch, present);
    ObjectNode wanted = change.of(present);
    String name = name(wanted);
    if (!name.equals(group.name()) && !changes.rename(group, name, actor(by), origin)) {
      throw ScimRefusal.of(ScimRefusal.Type.UNIQUENESS, "scim.group-taken", name);
    }
    store.save(group, externalId(wanted));
    setMembers(group, wanted, by, origin);
    return one(id);
  }

  /** Ends the memberships of its users, and the group if nothing else is in it. */
  @Override
  public void delete(UUID id, @Nullable String ifMatch, Actor by, Origin origin)
      throws ScimRefusal {
    Group group = held(id);
    Resources.check(ifMatch, one(id));
    for (GroupStore.Member member : store.members(id)) {
      changes.remove(group, member.account(), actor(by), origin);
    }
    store.forget(id);
    changes.delete(group, actor(by), origin);
  }

  private Group held(UUID id) throws ScimRefusal {
    row(id);
    return groups.hold(new GroupId(id)).orElseThrow();
  }

  private void setMembers(Group group, ObjectNode wanted, Actor by, Origin origin)
      throws ScimRefusal {
    Set<AccountId> present =
        store.members(group.id().value()).stream()
            .map(GroupStore.Member::account)
            .collect(Collectors.toSet());
    Set<AccountId> members = members(wanted.path("members"));
    for (AccountId member : present) {
      if (!members.contains(member)) {
        changes.remove(group, member, actor(by), origin);
      }
    }
    for (AccountId member : members) {
      if (present.contains(member)) {
        continue;
      }
      if (!users.has(member)) {
        throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.no-member", member);
      }
      if (!changes.add(group, member, actor(by), origin)) {
        throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.cannot-be-member", member);
      }
    }
  }

  private static Set<AccountId> members(JsonNode values) throws ScimRefusal {
    Set<AccountId> members = new LinkedHashSet<>();
    for (JsonNode each : values) {
      String id = each.path("value").asString("");
      try {
        members.add(new AccountId(UUID.fromString(id)));
      } catch (IllegalArgumentException e) {
        throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.no-member", id);
      }
    }
    return members;
  }

  private static String name(ObjectNode body) throws ScimRefusal {
    String name = body.path("displayName").asString("").strip();
    if (name.isEmpty()
        || name.length() > MAX_NAME_LENGTH
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.text", "displayName");
    }
    return name;
  }

  private static @Nullable String externalId(ObjectNode body) throws ScimRefusal {
    String id = body.path("externalId").asString("");
    if (id.length() > MAX_NAME_LENGTH || id.indexOf('\0') >= 0) {
      throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.text", "externalId");
    }
    return id.isEmpty() ? null : id;
  }

  /** Members are changed as by an admin of the installation. */
  private static Actor actor(Actor by) {
    return new Actor(null, by.name(), REASON);
  }
}
