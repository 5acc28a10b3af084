package org.sallyport.gate.account.groups;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.groups.Group.Kind;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.GroupId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The groups and who is in them. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Groups {
  private final JdbcClient jdbc;
  private final Clock clock;

  /** All groups, ordered by name. */
  public List<Group> all() {
    return jdbc.sql("select id, name, kind from care_group order by name_key")
        .query((row, number) -> group(row))
        .list();
  }

  private static final String SIZES =
      """
      select g.id, g.name, g.kind, count(m.account_id) as members,
        count(m.account_id) filter (where m.confirmed_until <= :now) as lapsed
      from care_group g left join group_member m on m.group_id = g.id and m.left_at is null
      group by g.id, g.name, g.kind, g.name_key order by g.name_key
      """;

  /** All groups with their sizes, ordered by name. */
  public List<GroupSize> sizes() {
    return jdbc.sql(SIZES)
        .param("now", clock.instant())
        .query(
            (row, number) -> new GroupSize(group(row), row.getInt("members"), row.getInt("lapsed")))
        .list();
  }

  public Optional<Group> find(GroupId id) {
    return read(id, "");
  }

  /** A group whose row is locked until the transaction ends, as by each change of its members. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Group> hold(GroupId id) {
    return read(id, " for no key update");
  }

  private Optional<Group> read(GroupId id, String lock) {
    return jdbc.sql("select id, name, kind from care_group where id = :id" + lock)
        .param("id", id.value())
        .query((row, number) -> group(row))
        .optional();
  }

  /** Finds a group by its name, in any case. */
  public Optional<Group> find(String name) {
    return jdbc.sql("select id, name, kind from care_group where name_key = :key")
        .param("key", key(name))
        .query((row, number) -> group(row))
        .optional();
  }

  private static final String MEMBERS =
      """
      select m.account_id, a.username, a.name, m.is_admin, m.confirmed_until,
        a.locked_at is not null as locked, a.disabled_at is not null as disabled
      from group_member m join account a on a.id = m.account_id
      where m.group_id = :group and m.left_at is null order by a.name, a.username_key
      """;

  /** The members of a group, lapsed ones too, ordered by name. */
  public List<GroupMember> members(GroupId group) {
    return jdbc.sql(MEMBERS)
        .param("group", group.value())
        .query((row, number) -> member(row))
        .list();
  }

  private static GroupMember member(ResultSet row) throws SQLException {
    return new GroupMember(
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("username"),
        row.getString("name"),
        row.getBoolean("is_admin"),
        instant(row, "confirmed_until"),
        row.getBoolean("locked"),
        row.getBoolean("disabled"));
  }

  private static final String MEMBERSHIPS =
      """
      select g.id, g.name, g.kind, m.is_admin, m.confirmed_until
      from group_member m join care_group g on g.id = m.group_id
      where m.account_id = :account and m.left_at is null order by g.name_key
      """;

  /** The names of the groups in which an account is now; not of those that have lapsed. */
  public List<String> names(AccountId account) {
    Instant now = clock.instant();
    return of(account).stream()
        .filter(it -> !it.hasLapsed(now))
        .map(it -> it.group().name())
        .toList();
  }

  /** An account's memberships, lapsed ones too, ordered by the group's name. */
  public List<Membership> of(AccountId account) {
    return jdbc.sql(MEMBERSHIPS)
        .param("account", account.value())
        .query(
            (row, number) ->
                new Membership(
                    group(row), row.getBoolean("is_admin"), instant(row, "confirmed_until")))
        .list();
  }

  /** A group's name in lookups. */
  static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  static Group group(ResultSet row) throws SQLException {
    return new Group(
        new GroupId(row.getObject("id", UUID.class)),
        row.getString("name"),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)));
  }
}
