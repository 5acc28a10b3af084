package org.sallyport.connect.scim.users;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.Renaming;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.administration.AccountActs;
import org.sallyport.gate.administration.AccountActs.Planned;
import org.sallyport.gate.administration.AccountActs.Saved;
import org.sallyport.gate.administration.AccountForm;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes, changes and disables accounts as an identity system says, by the imports of admins. Each
 * touches what it made or was given, and no account that has become one of staff since. A contact
 * is set again only if the identity system has another one than it had; it waits like one of an
 * admin.
 */
@Component
@Transactional(rollbackFor = ScimRefusal.class, noRollbackFor = ScimStopped.class)
@RequiredArgsConstructor
class ScimUsers implements ResourceKind {
  private static final String REASON = "SCIM";
  private static final String PHONE = "phone";
  private static final String ROLE = "role";

  /** Values of accounts, and how SCIM names them. */
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          AccountForm.USERNAME,
          "userName",
          "name",
          "displayName",
          "email",
          "emails",
          PHONE,
          "phoneNumbers",
          ROLE,
          "roles");

  private final Accounts accounts;
  private final AccountRegister register;
  private final AccountActs acts;
  private final Disabling disabling;
  private final Renaming renaming;
  private final NewUsernames usernames;
  private final UserStore store;
  private final UserJson json;
  private final KeyBrake brake;

  @Override
  public List<ObjectNode> all(@Nullable Filter filter, KeyHolder by) {
    List<ObjectNode> found = new ArrayList<>();
    for (UserStore.Row row : store.candidates(by.id(), filter)) {
      ObjectNode user = json.of(row);
      if (filter == null || filter.matches(user)) {
        found.add(user);
      }
    }
    return found;
  }

  @Override
  public ObjectNode one(UUID id, KeyHolder by) throws ScimRefusal {
    return json.of(row(id, by));
  }

  /** The groups are read-only here. */
  @Override
  public void complete(ObjectNode user, Projection projection, KeyHolder by) {
    if (projection.has("groups")) {
      json.addGroups(user, by.id());
    }
  }

  /** The state and the role stay if the body does not have them. */
  @Override
  public ObjectNode replaced(ObjectNode present, ObjectNode body) {
    for (String field : List.of("active", "roles")) {
      if (!body.has(field)) {
        body.set(field, present.path(field));
      }
    }
    return body;
  }

  @Override
  public String path() {
    return "Users";
  }

  private UserStore.Row row(UUID id, KeyHolder by) throws ScimRefusal {
    Optional<UserStore.Row> row = store.find(by.id(), id);
    if (row.isEmpty()) {
      throw ScimRefusal.of(HttpStatus.NOT_FOUND, "scim.no-user");
    }
    return row.get();
  }

  /**
   * Makes an account, whose owner gets a link to choose a password. One that is there is left
   * alone, whoever made it: a name says nothing of who somebody is.
   */
  @Override
  public ObjectNode make(ObjectNode body, KeyHolder by, Origin origin) throws ScimRefusal {
    ScimUser user = ScimUser.of(body);
    register.takeTurn();
    if (accounts.findByUsername(user.userName()).isPresent()) {
      throw ScimRefusal.of(ScimRefusal.Type.UNIQUENESS, "scim.taken", user.userName());
    }
    Map<String, String> fields = fields(user);
    fields.putIfAbsent(ROLE, Role.PHYSICIAN.word());
    Saved saved = acts.make(AccountForm.of(fields), by.actor(), REASON, origin);
    if (saved instanceof Saved.Invalid it && it.problems().keySet().equals(Set.of(PHONE))) {
      fields.remove(PHONE);
      saved = acts.make(AccountForm.of(fields), by.actor(), REASON, origin);
    }
    Saved.Stored stored = stored(saved);
    store.save(by.id(), stored.account(), user);
    if (!user.active()) {
      disabling.disable(stored.account(), by.actor(), REASON, origin);
    }
    return one(stored.account().value(), by);
  }

  private static Saved.Stored stored(Saved saved) throws ScimRefusal {
    return switch (saved) {
      case Saved.Stored it -> it;
      case Saved.Invalid it -> throw invalid(it.problems());
    };
  }

  private static ScimRefusal invalid(Map<String, String> problems) {
    String words =
        problems.entrySet().stream()
            .map(it -> ATTRIBUTES.getOrDefault(it.getKey(), it.getKey()) + " " + it.getValue())
            .sorted()
            .collect(Collectors.joining("; "));
    return ScimRefusal.said(ScimRefusal.Type.INVALID_VALUE, words);
  }

  private static Map<String, String> fields(ScimUser user) {
    Map<String, String> fields = new HashMap<>();
    fields.put(AccountForm.USERNAME, user.userName());
    fields.put("name", user.name());
    if (user.role() != null) {
      fields.put(ROLE, user.role().word());
    }
    if (user.email() != null) {
      fields.put("email", user.email());
    }
    if (user.phone() != null) {
      fields.put(PHONE, user.phone());
    }
    return fields;
  }

  @Override
  public ObjectNode change(
      UUID id, @Nullable String ifMatch, Change change, KeyHolder by, Origin origin)
      throws ScimRefusal {
    HeldAccount held = hold(id, by);
    UserStore.Row row = row(id, by);
    ObjectNode present = json.of(row);
    Resources.check(ifMatch, present);
    ScimUser user = ScimUser.of(change.of(present));
    Edit edit = edit(held.account(), row, user, by, origin);
    brake(held, edit.changed(), by, origin);
    rename(held, user.userName(), by, origin);
    edit.fields().put(AccountForm.USERNAME, user.userName());
    stored(acts.edit(AccountForm.of(edit.fields()), by.actor(), REASON, origin));
    store.save(by.id(), held.id(), user);
    setActive(held, row, user.active(), by, origin);
    return one(id, by);
  }

  /** Holds the account of a user, in the order of imports and disablings. */
  private HeldAccount hold(UUID id, KeyHolder by) throws ScimRefusal {
    register.takeTurn();
    HeldAccount held = accounts.hold(row(id, by).account());
    if (held.account().isStaff()) {
      throw ScimRefusal.of(HttpStatus.FORBIDDEN, "scim.is-staff");
    }
    return held;
  }

  /**
   * What a request changes.
   *
   * @param fields of the account's form
   * @param changed in words for the admins; empty if nothing changes that counts for the brake
   */
  private record Edit(Map<String, String> fields, Set<String> changed) {}

  /** A number that is not valid here is left out. */
  private Edit edit(Account account, UserStore.Row row, ScimUser user, KeyHolder by, Origin origin)
      throws ScimRefusal {
    Map<String, String> fields = changedFields(account, row, user);
    fields.put(AccountForm.USERNAME, account.username());
    Planned planned = acts.plan(AccountForm.of(fields), by.actor(), REASON, origin);
    if (planned.problems().keySet().equals(Set.of(PHONE))) {
      fields.remove(PHONE);
      planned = acts.plan(AccountForm.of(fields), by.actor(), REASON, origin);
    }
    if (!planned.problems().isEmpty()) {
      throw invalid(planned.problems());
    }
    Set<String> changed = new TreeSet<>(planned.changes());
    if (!isNamed(account, user.userName())) {
      changed.add(AccountForm.USERNAME);
    }
    if (row.active() && !user.active()) {
      changed.add("disabled");
    }
    if (!row.active() && user.active() && account.isDisabledBy(by.actor())) {
      changed.add("enabled");
    }
    return new Edit(fields, changed);
  }

  private void brake(HeldAccount held, Set<String> changed, KeyHolder by, Origin origin)
      throws ScimStopped {
    if (changed.isEmpty()) {
      brake.stays(by, held.id());
      return;
    }
    KeyBrake.Change change =
        new KeyBrake.Change(Set.of(held.id()), String.join(", ", changed), store.enabled(by.id()));
    if (!brake.pass(by, change, origin)) {
      throw new ScimStopped();
    }
  }

  private static boolean isNamed(Account account, String userName) {
    return Usernames.key(userName).equals(Usernames.key(account.username()));
  }

  private void rename(HeldAccount held, String userName, KeyHolder by, Origin origin)
      throws ScimRefusal {
    if (isNamed(held.account(), userName)) {
      return;
    }
    Optional<String> objection = usernames.objection(userName);
    if (objection.isPresent()) {
      throw ScimRefusal.said(ScimRefusal.Type.INVALID_VALUE, objection.get());
    }
    if (!renaming.rename(held, userName, by.actor().because(REASON), origin)) {
      throw ScimRefusal.of(ScimRefusal.Type.UNIQUENESS, "scim.taken", userName);
    }
  }

  /** A contact that the identity system had before is not set again. */
  private static Map<String, String> changedFields(
      Account account, UserStore.Row row, ScimUser user) {
    Map<String, String> fields = fields(user);
    if (user.email() != null && user.email().equals(row.email())) {
      fields.remove("email");
    }
    if (user.phone() != null && user.phone().equals(row.phone())) {
      fields.remove(PHONE);
    }
    if (user.phone() == null && row.phone() != null && account.phone() != null) {
      fields.put("remove-" + PHONE, "yes");
    }
    return fields;
  }

  /** What others disabled stays so. */
  private void setActive(
      HeldAccount held, UserStore.Row row, boolean active, KeyHolder by, Origin origin) {
    if (!active && row.active()) {
      disabling.disable(held.id(), by.actor(), "disabled in the identity system", origin);
    } else if (active && !row.active()) {
      disabling.enable(held.id(), by.actor(), "enabled in the identity system", origin);
    }
  }

  /** Disables the account of a user that is deleted there; an admin can erase it later. */
  @Override
  public void delete(UUID id, @Nullable String ifMatch, KeyHolder by, Origin origin)
      throws ScimRefusal {
    HeldAccount held = hold(id, by);
    UserStore.Row row = row(id, by);
    Resources.check(ifMatch, json.of(row));
    if (row.active()) {
      brake(held, Set.of("deleted"), by, origin);
      disabling.disable(held.id(), by.actor(), "deleted in the identity system", origin);
    }
    store.setGone(held.id());
  }
}
