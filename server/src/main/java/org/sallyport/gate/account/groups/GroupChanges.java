package org.sallyport.gate.account.groups;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.groups.Group.Kind;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.GroupEvent;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of groups and memberships. Each holds the group's row, is decided by the row count of one
 * statement, and publishes its event. An actor with an account must be an admin of the group whose
 * own membership is in force, and not locked; the command line and imports have none.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class GroupChanges {
  /** A condition on the group {@code g} for the actor {@code :by}. */
  private static final String MAY_CHANGE =
      """
       and (cast(:by as uuid) is null or exists (select from group_member a
         join account l on l.id = a.account_id
         where a.group_id = :group and a.account_id = :by and a.is_admin
           and a.left_at is null and a.confirmed_until > :now
           and l.locked_at is null and l.disabled_at is null
           and may_be_in_groups(l.role)))
      """;

  private final JdbcClient jdbc;
  private final Groups groups;
  private final RandomValues random;
  private final DomainEvents events;
  private final GroupProperties properties;
  private final LapsedMemberships lapsed;
  private final GroupUse use;
  private final Clock clock;

  /** The group of that name; it is made if there is none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Group findOrMake(String name, Kind kind, Actor by, Origin origin) {
    return make(name, kind, by, origin).or(() -> groups.find(name)).orElseThrow();
  }

  private static final String INSERT =
      """
      insert into care_group (id, name, name_key, kind, created_at)
      values (:id, :name, :key, :kind, :now) on conflict (name_key) do nothing
      returning id, name, kind
      """;

  /** A new group; empty if there is one of that name, in any case. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Group> make(String name, Kind kind, Actor by, Origin origin) {
    Optional<Group> made =
        jdbc.sql(INSERT)
            .param("id", random.id())
            .param("name", name.strip())
            .param("key", Groups.key(name))
            .param("kind", word(kind))
            .param("now", clock.instant())
            .query((row, number) -> Groups.group(row))
            .optional();
    made.ifPresent(
        group ->
            events.publish(
                new GroupEvent.Made(group.name(), word(kind), by.name(), by.reason()), origin));
    return made;
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static final String ADD =
      """
      insert into group_member as old (group_id, account_id, joined_at, confirmed_until)
      select :group, a.id, :now, :until from account a
      where a.id = :member and may_be_in_groups(a.role)
      on conflict (group_id, account_id) do update set is_admin = false,
        joined_at = excluded.joined_at, confirmed_until = excluded.confirmed_until,
        reminded_at = null, lapse_noted = false, left_at = null
      where old.left_at is not null
      """;

  /**
   * Makes an account a member, not an admin, for the usual time. Only physicians and admins can be
   * members.
   *
   * @return false if it is one already, or its role cannot be in a group
   */
  @Transactional
  public boolean add(Group group, AccountId member, Actor by, Origin origin) {
    hold(group);
    lapsed.note();
    Instant until = end();
    int added = statement(ADD, group, member).param("until", until).update();
    GroupEvent event = new GroupEvent.Joined(member, group.name(), until, by.name(), by.reason());
    return publishIfDone(added, event, origin);
  }

  private static final String CONFIRM =
      """
      update group_member g set confirmed_until = :until, reminded_at = null, lapse_noted = false
      where g.group_id = :group and g.account_id = :member and g.left_at is null
        and exists (select from account a where a.id = g.account_id
          and a.disabled_at is null and may_be_in_groups(a.role))
      """;

  /**
   * Confirms a membership for the usual time from now, also a lapsed one.
   *
   * @return false if the actor may not, the account is disabled, not a member, or its role cannot
   *     be in a group
   */
  @Transactional
  public boolean confirm(Group group, AccountId member, Actor by, Origin origin) {
    hold(group);
    lapsed.note();
    Instant until = end();
    int confirmed =
        statement(CONFIRM + MAY_CHANGE, group, member)
            .param("by", actor(by))
            .param("until", until)
            .update();
    GroupEvent event =
        new GroupEvent.Confirmed(member, group.name(), until, by.name(), by.reason());
    return publishIfDone(confirmed, event, origin);
  }

  /**
   * Confirms a membership that a directory says anew, once a third of its usual time is over, so
   * that the audit log has it now and then and not every day.
   */
  @Transactional
  public void confirmInTime(Membership membership, AccountId member, Actor by, Origin origin) {
    Instant soon = clock.instant().plus(properties.confirmFor().multipliedBy(2).dividedBy(3));
    if (membership.until().isBefore(soon)) {
      confirm(membership.group(), member, by, origin);
    }
  }

  private static final String REMOVE =
      """
      update group_member g set left_at = :now, is_admin = false
      where g.group_id = :group and g.account_id = :member and g.left_at is null
      """;

  /**
   * Ends a membership. An admin of the group cannot be removed by another admin of it: the command
   * line takes the rights away first.
   *
   * @return false if the actor may not, or the account is not a member
   */
  @Transactional
  public boolean remove(Group group, AccountId member, Actor by, Origin origin) {
    hold(group);
    String others = by.account() == null ? "" : " and not g.is_admin";
    int removed =
        statement(REMOVE + others + MAY_CHANGE, group, member).param("by", actor(by)).update();
    use.left(member);
    GroupEvent event = new GroupEvent.Left(member, group.name(), by.name(), by.reason());
    return publishIfDone(removed, event, origin);
  }

  private static final String LEAVE =
      """
      update group_member g set left_at = :now, is_admin = false
      where g.group_id = :group and g.account_id = :member and g.left_at is null
        and (not g.is_admin or exists (select from group_member o
          join account a on a.id = o.account_id and a.disabled_at is null
          where o.group_id = g.group_id and o.account_id <> g.account_id and o.is_admin
            and o.left_at is null and o.confirmed_until > :now)
        or not exists (select from group_member o where o.group_id = g.group_id
          and o.account_id <> g.account_id and o.left_at is null))
      """;

  /**
   * Ends one's own membership.
   *
   * @return false if it is the last admin of a group that has other members, who could no longer be
   *     confirmed; or if it is no member
   */
  @Transactional
  public boolean leave(Group group, AccountId member, String name, Origin origin) {
    hold(group);
    int removed = statement(LEAVE, group, member).update();
    use.left(member);
    Actor by = new Actor(member, name);
    GroupEvent event = new GroupEvent.Left(member, group.name(), by.name(), by.reason());
    return publishIfDone(removed, event, origin);
  }

  private static final String SET_ADMIN =
      """
      update group_member g set is_admin = :admin
      where g.group_id = :group and g.account_id = :member and g.left_at is null
        and g.is_admin <> :admin
        and (not :admin or exists (select from account a where a.id = g.account_id
          and may_be_in_groups(a.role)))
      """;

  /**
   * Makes a member an admin of the group, or takes that right away. The right is taken from any
   * role, but given only to one that can be in a group.
   *
   * @return false if it is so already, the account is not a member, or its role cannot be in a
   *     group
   */
  @Transactional
  public boolean setAdmin(Group group, AccountId member, boolean admin, Actor by, Origin origin) {
    hold(group);
    int changed =
        jdbc.sql(SET_ADMIN)
            .param("group", group.id().value())
            .param("member", member.value())
            .param("admin", admin)
            .update();
    GroupEvent event =
        new GroupEvent.AdminChanged(member, group.name(), admin, by.name(), by.reason());
    return publishIfDone(changed, event, origin);
  }

  private static final String RENAME =
      """
      update care_group g set name = :name, name_key = :key
      where g.id = :group and g.name <> :name and not exists (
        select from care_group o where o.name_key = :key and o.id <> g.id)
      """;

  /**
   * Gives a group another name. Nothing else can make or rename a group meanwhile.
   *
   * @return false if it has that name already, or another group has it in any case
   */
  @Transactional
  public boolean rename(Group group, String name, Actor by, Origin origin) {
    jdbc.sql("lock table care_group in share row exclusive mode").update();
    int renamed =
        jdbc.sql(RENAME)
            .param("group", group.id().value())
            .param("name", name)
            .param("key", Groups.key(name))
            .update();
    GroupEvent event = new GroupEvent.Renamed(group.name(), name, by.name(), by.reason());
    return publishIfDone(renamed, event, origin);
  }

  private static final String DELETE =
      """
      delete from care_group g where g.id = :group
        and not exists (select from group_member m
          where m.group_id = g.id and m.left_at is null)
      """;

  /**
   * Deletes a group. The stronger lock on its row keeps everybody else from naming it meanwhile.
   *
   * @return false if it has members, or something was shared with it within the time that shares
   *     are kept
   */
  @Transactional
  public boolean delete(Group group, Actor by, Origin origin) {
    jdbc.sql("select id from care_group where id = :group for update")
        .param("group", group.id().value())
        .query()
        .singleRow();
    if (use.isUsed(group.id())) {
      return false;
    }
    int deleted = jdbc.sql(DELETE).param("group", group.id().value()).update();
    GroupEvent event = new GroupEvent.Deleted(group.name(), by.name(), by.reason());
    return publishIfDone(deleted, event, origin);
  }

  /** A change is done if its statement wrote one row. */
  private boolean publishIfDone(int rows, GroupEvent event, Origin origin) {
    if (rows == 1) {
      events.publish(event, origin);
    }
    return rows == 1;
  }

  private void hold(Group group) {
    jdbc.sql("select id from care_group where id = :group for no key update")
        .param("group", group.id().value())
        .query()
        .singleRow();
  }

  private JdbcClient.StatementSpec statement(String sql, Group group, AccountId member) {
    return jdbc.sql(sql)
        .param("group", group.id().value())
        .param("member", member.value())
        .param("now", clock.instant());
  }

  private static @Nullable Object actor(Actor by) {
    AccountId account = by.account();
    return account == null ? null : account.value();
  }

  private Instant end() {
    return clock.instant().plus(properties.confirmFor());
  }
}
