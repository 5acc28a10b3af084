package org.sallyport.connect.scim.groups;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.apikeys.KeyBrake;
import org.sallyport.connect.scim.Projection;
import org.sallyport.connect.scim.ResourceKind;
import org.sallyport.connect.scim.Resources;
import org.sallyport.connect.scim.ScimRefusal;
import org.sallyport.connect.scim.ScimStopped;
import org.sallyport.connect.scim.filter.Filter;
import org.sallyport.connect.scim.users.UserStore;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.groups.Group;
import org.sallyport.gate.account.groups.GroupChanges;
import org.sallyport.gate.account.groups.Groups;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes practices and keeps their members as an identity system says. Each sees and touches its own
 * users in its own groups alone; who became a member otherwise stays one.
 */
@Component
@Transactional(rollbackFor = ScimRefusal.class, noRollbackFor = ScimStopped.class)
@RequiredArgsConstructor
class ScimGroups implements ResourceKind {
  private static final String REASON = "SCIM";
  private static final int MAX_NAME_LENGTH = 100;

  private final Groups groups;
  private final GroupChanges changes;
  private final GroupStore store;
  private final UserStore users;
  private final AccountRegister register;
  private final KeyBrake brake;
  private final Resources resources;
  private final JsonMapper json;

  @Override
  public List<ObjectNode> all(@Nullable Filter filter, KeyHolder by) {
    List<ObjectNode> found = new ArrayList<>();
    for (GroupStore.Row row : store.all(by.id(), name(filter))) {
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
  public void complete(ObjectNode group, Projection projection, KeyHolder by) {}

  @Override
  public ObjectNode one(UUID id, KeyHolder by) throws ScimRefusal {
    return shown(row(id, by));
  }

  private GroupStore.Row row(UUID id, KeyHolder by) throws ScimRefusal {
    Optional<GroupStore.Row> row = store.find(by.id(), id);
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
  public ObjectNode make(ObjectNode body, KeyHolder by, Origin origin) throws ScimRefusal {
    String name = name(body);
    register.takeTurn();
    Optional<Group> made = changes.make(name, Group.Kind.PRACTICE, actor(by), origin);
    if (made.isEmpty()) {
      throw ScimRefusal.of(ScimRefusal.Type.UNIQUENESS, "scim.group-taken", name);
    }
    store.save(by.id(), made.get(), externalId(body));
    setMembers(made.get(), members(made.get(), body, by), by, origin);
    return one(made.get().id().value(), by);
  }

  @Override
  public ObjectNode change(
      UUID id, @Nullable String ifMatch, Change change, KeyHolder by, Origin origin)
      throws ScimRefusal {
    Group group = held(id, by);
    ObjectNode present = one(id, by);
    Resources.check(ifMatch, present);
    ObjectNode wanted = change.of(present);
    String name = name(wanted);
    Members members = members(group, wanted, by);
    brake(group, members, by, origin);
    if (!name.equals(group.name()) && !changes.rename(group, name, actor(by), origin)) {
      throw ScimRefusal.of(ScimRefusal.Type.UNIQUENESS, "scim.group-taken", name);
    }
    store.save(by.id(), group, externalId(wanted));
    setMembers(group, members, by, origin);
    return one(id, by);
  }

  /** Ends the memberships of its users, and the group if nothing else is in it. */
  @Override
  public void delete(UUID id, @Nullable String ifMatch, KeyHolder by, Origin origin)
      throws ScimRefusal {
    Group group = held(id, by);
    Resources.check(ifMatch, one(id, by));
    Members members = new Members(present(group), Set.of());
    brake(group, members, by, origin);
    setMembers(group, members, by, origin);
    store.forget(id);
    changes.delete(group, actor(by), origin);
  }

  /** In the order of imports and disablings, so that what a key changes is counted exactly. */
  private Group held(UUID id, KeyHolder by) throws ScimRefusal {
    register.takeTurn();
    row(id, by);
    return groups.hold(new GroupId(id)).orElseThrow();
  }

  /** Who leaves a group and who joins it. */
  private record Members(Set<AccountId> leaving, Set<AccountId> joining) {}

  private Set<AccountId> present(Group group) {
    return store.members(group.id().value()).stream()
        .map(GroupStore.Member::account)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Members members(Group group, ObjectNode wanted, KeyHolder by) throws ScimRefusal {
    Set<AccountId> leaving = present(group);
    Set<AccountId> joining = members(wanted.path("members"));
    Set<AccountId> staying = new HashSet<>(leaving);
    staying.retainAll(joining);
    leaving.removeAll(staying);
    joining.removeAll(staying);
    for (AccountId member : joining) {
      if (!users.has(by.id(), member)) {
        throw ScimRefusal.of(ScimRefusal.Type.INVALID_VALUE, "scim.no-member", member);
      }
    }
    return new Members(leaving, joining);
  }

  /** A practice that the key made within the hour gives nobody anything yet. */
  private void brake(Group group, Members members, KeyHolder by, Origin origin) throws ScimRefusal {
    Set<AccountId> concerned = new LinkedHashSet<>(members.leaving());
    if (!store.isNew(group)) {
      concerned.addAll(members.joining());
    }
    KeyBrake.Change change =
        new KeyBrake.Change(concerned, "groups: " + group.name(), users.enabled(by.id()));
    if (!brake.pass(by, change, origin)) {
      throw new ScimStopped();
    }
  }

  private void setMembers(Group group, Members members, KeyHolder by, Origin origin)
      throws ScimRefusal {
    for (AccountId member : members.leaving()) {
      changes.remove(group, member, actor(by), origin);
    }
    for (AccountId member : members.joining()) {
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
  private static Actor actor(KeyHolder by) {
    return new Actor(null, by.actor().name(), REASON, by.actor().source());
  }
}
