package org.sallyport.connect.scim.users;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.scim.filter.Filter;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The accounts that identity systems made, or that were given to them, with what they said of them
 * last. Each identity system, which is a key by its id, has its own.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UserStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  /** A user. */
  record Row(
      AccountId account,
      String username,
      Role role,
      boolean active,
      @Nullable String externalId,
      @Nullable String givenName,
      @Nullable String familyName,
      @Nullable String formatted,
      @Nullable String displayName,
      @Nullable String email,
      @Nullable String phone,
      Instant madeAt,
      Instant changedAt) {}

  private static final String ROWS =
      """
      select u.*, a.username, a.role, a.disabled_at is null as active
        from scim_user u join account a on a.id = u.account_id where u.gone_at is null and u.source = :source\
      """;

  /** Those that a filter may match: by an index where it asks for one value of a key. */
  List<Row> candidates(UUID source, @Nullable Filter filter) {
    String order = " order by u.made_at, u.account_id";
    if (filter instanceof Filter.Compared equal
        && equal.operator() == Filter.Operator.EQ
        && equal.value() != null
        && equal.name().sub() == null) {
      switch (equal.name().attribute()) {
        case "userName" -> {
          return query(source, " and a.username_key = :it" + order, Usernames.key(equal.value()));
        }
        case "externalId" -> {
          return query(source, " and u.external_id = :it" + order, equal.value());
        }
        default -> {}
      }
    }
    return jdbc.sql(ROWS + order).param("source", source).query((row, number) -> row(row)).list();
  }

  private List<Row> query(UUID source, String rest, String value) {
    return jdbc.sql(ROWS + rest)
        .param("source", source)
        .param("it", value)
        .query((row, number) -> row(row))
        .list();
  }

  Optional<Row> find(UUID source, UUID id) {
    return jdbc.sql(ROWS + " and u.account_id = :id")
        .param("source", source)
        .param("id", id)
        .query((row, number) -> row(row))
        .optional();
  }

  /** Whether an identity system made an account, or was given it, and still has it. */
  public boolean has(UUID source, AccountId account) {
    return find(source, account.value()).isPresent();
  }

  /** Whether any identity system has it. */
  boolean isKept(AccountId account) {
    return jdbc.sql(
            "select exists (select from scim_user where account_id = :account and gone_at is null)")
        .param("account", account.value())
        .query(Boolean.class)
        .single();
  }

  /** A practice that the identity system made, and of which an account is a member. */
  record GroupOfUser(UUID id, String name) {}

  List<GroupOfUser> groups(UUID source, UUID account) {
    return jdbc.sql(
            """
            select g.id, g.name from group_member m join scim_group s on s.group_id = m.group_id and s.source = :source
              join care_group g on g.id = m.group_id
             where m.account_id = :account and m.left_at is null order by g.name_key
            """)
        .param("source", source)
        .param("account", account)
        .query(
            (row, number) ->
                new GroupOfUser(
                    row.getObject("id", UUID.class), Objects.requireNonNull(row.getString("name"))))
        .list();
  }

  private static final String SAVE =
      """
      insert into scim_user (account_id, external_id, given_name, family_name, formatted, display_name, email, phone,
                             made_at, changed_at, source)
      values (:account, :external, :given, :family, :formatted, :display, :email, :phone, :now, :now, :source)
      on conflict (account_id) do update set external_id = excluded.external_id, given_name = excluded.given_name,
        family_name = excluded.family_name, formatted = excluded.formatted, display_name = excluded.display_name,
        email = excluded.email, phone = excluded.phone, changed_at = excluded.changed_at
      """;

  /** Keeps what the identity system said. */
  void save(UUID source, AccountId account, ScimUser user) {
    jdbc.sql(SAVE)
        .param("source", source)
        .param("account", account.value())
        .param("external", user.externalId())
        .param("given", user.givenName())
        .param("family", user.familyName())
        .param("formatted", user.formatted())
        .param("display", user.displayName())
        .param("email", user.email())
        .param("phone", user.phone())
        .param("now", clock.instant())
        .update();
  }

  private static final String GIVE =
      """
      insert into scim_user as u (account_id, display_name, made_at, changed_at, source)
      values (:account, :name, :now, :now, :source)
      on conflict (account_id) do update set external_id = null, display_name = excluded.display_name,
        changed_at = excluded.changed_at, source = excluded.source, gone_at = null
       where u.gone_at is not null
      """;

  /**
   * Gives an account to an identity system, also one that was deleted there before.
   *
   * @return false if one has the account
   */
  boolean give(UUID source, AccountId account, String name) {
    return jdbc.sql(GIVE)
            .param("source", source)
            .param("account", account.value())
            .param("name", name)
            .param("now", clock.instant())
            .update()
        == 1;
  }

  /** Takes an account from the identity system; false if it does not have it. */
  boolean takeBack(AccountId account) {
    return jdbc.sql("delete from scim_user where account_id = :account and gone_at is null")
            .param("account", account.value())
            .update()
        == 1;
  }

  /** Notes that the identity system deleted a user; whoever comes after is another one. */
  void setGone(AccountId account) {
    jdbc.sql("update scim_user set gone_at = :now where account_id = :account")
        .param("now", clock.instant())
        .param("account", account.value())
        .update();
  }

  /** How many of its accounts are enabled. */
  public int enabled(UUID source) {
    return jdbc.sql(
            """
            select count(*) from scim_user u join account a on a.id = u.account_id
             where u.source = :source and u.gone_at is null and a.disabled_at is null
            """)
        .param("source", source)
        .query(Integer.class)
        .single();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("username"),
        Role.of(row.getString("role")),
        row.getBoolean("active"),
        row.getString("external_id"),
        row.getString("given_name"),
        row.getString("family_name"),
        row.getString("formatted"),
        row.getString("display_name"),
        row.getString("email"),
        row.getString("phone"),
        instant(row, "made_at"),
        instant(row, "changed_at"));
  }
}
