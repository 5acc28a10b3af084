package org.sallyport.staff.scim.users;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.directory.DirectoryPeople;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.staff.admin.manage.AccountActs;
import org.sallyport.staff.admin.manage.AccountActs.Saved;
import org.sallyport.staff.admin.manage.AccountForm;
import org.sallyport.staff.scim.Projection;
import org.sallyport.staff.scim.ResourceKind;
import org.sallyport.staff.scim.Resources;
import org.sallyport.staff.scim.ScimBrake;
import org.sallyport.staff.scim.ScimRefusal;
import org.sallyport.staff.scim.ScimStopped;
import org.sallyport.staff.scim.filter.Filter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes, changes and disables accounts as the identity system says, by the imports of admins. It
 * touches what it made or was given, and no account that has become one of staff since. A contact
 * is set again only if the identity system has another one than it had; it waits like one of an
 * admin.
 */
@Component
@Transactional(rollbackFor = ScimRefusal.class, noRollbackFor = ScimStopped.class)
class ScimUsers implements ResourceKind {
  private static final String REASON = "SCIM";
  private static final String PHONE = "phone";

  private final Accounts accounts;
  private final AccountRegister register;
  private final AccountActs acts;
  private final Disabling disabling;
  private final DirectoryPeople people;
  private final UserStore store;
  private final UserJson json;
  private final ScimBrake brake;

  ScimUsers(
      Accounts accounts,
      AccountRegister register,
      AccountActs acts,
      Disabling disabling,
      DirectoryPeople people,
      UserStore store,
      UserJson json,
      ScimBrake brake) {
    this.accounts = accounts;
    this.register = register;
    this.acts = acts;
    this.disabling = disabling;
    this.people = people;
    this.store = store;
    this.json = json;
    this.brake = brake;
  }

  @Override
  public List<ObjectNode> all(@Nullable Filter filter) {
    List<ObjectNode> found = new ArrayList<>();
    for (UserStore.Row row : store.candidates(filter)) {
      ObjectNode user = json.of(row);
      if (filter == null || filter.matches(user)) {
        found.add(user);
      }
    }
    return found;
  }

  @Override
  public ObjectNode one(UUID id) throws ScimRefusal {
    return json.of(row(id));
  }

  /** The groups are read-only here. */
  @Override
  public void complete(ObjectNode user, Projection projection) {
    if (projection.has("groups")) {
      json.addGroups(user);
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

  private UserStore.Row row(UUID id) throws ScimRefusal {
    Optional<UserStore.Row> row = store.find(id);
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
  public ObjectNode make(ObjectNode body, Actor by, Origin origin) throws ScimRefusal {
    ScimUser user = ScimUser.of(body);
    register.takeTurn();
    if (accounts.findByUsername(user.userName()).isPresent()) {
      throw ScimRefusal.of(ScimRefusal.Type.UNIQUENESS, "scim.taken", user.userName());
    }
    Map<String, String> fields = fields(user);
    Saved saved = acts.make(AccountForm.of(fields), by, REASON, origin);
    if (saved instanceof Saved.Invalid it && it.problems().keySet().equals(Set.of(PHONE))) {
      fields.remove(PHONE);
      saved = acts.make(AccountForm.of(fields), by, REASON, origin);
    }
    Saved.Stored stored = stored(saved);
    store.save(stored.account(), user);
    if (!user.active()) {
      disabling.disable(stored.account(), by, REASON, origin);
      store.setDisabled(stored.account(), true);
    }
    return one(stored.account().value());
  }

  private static Saved.Stored stored(Saved saved) throws ScimRefusal {
    return switch (saved) {
      case Saved.Stored it -> it;
      case Saved.Invalid it ->
          throw ScimRefusal.said(
              ScimRefusal.Type.INVALID_VALUE, String.join(" ", it.problems().values()));
    };
  }

  private static Map<String, String> fields(ScimUser user) {
    Map<String, String> fields = new HashMap<>();
    fields.put(AccountForm.USERNAME, user.userName());
    fields.put("name", user.name());
    fields.put("role", user.role().word());
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
      UUID id, @Nullable String ifMatch, Change change, Actor by, Origin origin)
      throws ScimRefusal {
    HeldAccount held = hold(id);
    UserStore.Row row = row(id);
    ObjectNode present = json.of(row);
    Resources.check(ifMatch, present);
    ScimUser user = ScimUser.of(change.of(present));
    if (!user.active() && row.active()) {
      brake.pass(held.id(), origin);
    }
    rename(held, user.userName());
    describe(held, row, user, by, origin);
    store.save(held.id(), user);
    setActive(held, row, user.active(), by, origin);
    return one(id);
  }

  /** Holds the account of a user, in the order of imports and disablings. */
  private HeldAccount hold(UUID id) throws ScimRefusal {
    register.takeTurn();
    HeldAccount held = accounts.hold(row(id).account());
    if (held.account().isStaff()) {
      throw ScimRefusal.of(HttpStatus.FORBIDDEN, "scim.is-staff");
    }
    return held;
  }

  private void rename(HeldAccount held, String userName) throws ScimRefusal {
    String key = Usernames.key(userName);
    if (key.equals(Usernames.key(held.account().username()))) {
      return;
    }
    Optional<String> objection = Usernames.objectionToNew(userName);
    if (objection.isPresent()) {
      throw ScimRefusal.said(ScimRefusal.Type.INVALID_VALUE, objection.get());
    }
    if (!people.rename(held, userName, key)) {
      throw ScimRefusal.of(ScimRefusal.Type.UNIQUENESS, "scim.taken", userName);
    }
  }

  private void describe(HeldAccount held, UserStore.Row row, ScimUser user, Actor by, Origin origin)
      throws ScimRefusal {
    Account account = held.account();
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
    Saved saved = acts.edit(AccountForm.of(fields), by, REASON, origin);
    if (saved instanceof Saved.Invalid it && it.problems().keySet().equals(Set.of(PHONE))) {
      fields.remove(PHONE);
      saved = acts.edit(AccountForm.of(fields), by, REASON, origin);
    }
    stored(saved);
  }

  /** Only what the identity system disabled is enabled by it. */
  private void setActive(
      HeldAccount held, UserStore.Row row, boolean active, Actor by, Origin origin) {
    if (!active && row.active()) {
      disabling.disable(held.id(), by, "disabled in the identity system", origin);
      store.setDisabled(held.id(), true);
    } else if (active && !row.active() && row.disabledAt() != null) {
      disabling.enable(held.id(), by, "enabled in the identity system", origin);
      store.setDisabled(held.id(), false);
    }
    if (active) {
      brake.stays(held.id());
    }
  }

  /** Disables the account of a user that is deleted there; an admin can erase it later. */
  @Override
  public void delete(UUID id, @Nullable String ifMatch, Actor by, Origin origin)
      throws ScimRefusal {
    HeldAccount held = hold(id);
    UserStore.Row row = row(id);
    Resources.check(ifMatch, json.of(row));
    if (row.active()) {
      brake.pass(held.id(), origin);
      disabling.disable(held.id(), by, "deleted in the identity system", origin);
      store.setDisabled(held.id(), true);
    }
    store.setGone(held.id());
  }
}
