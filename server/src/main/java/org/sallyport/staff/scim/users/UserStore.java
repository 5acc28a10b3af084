package org.sallyport.staff.scim.users;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.scim.filter.Filter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The accounts that the identity system made, or that were given to it, with what it said of them
 * last.
 */
@Repository
public class UserStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  UserStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A user.
   *
   * @param disabledAt when the identity system disabled it; null if it is enabled, or others
   *     disabled it
   */
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
      Instant changedAt,
      @Nullable Instant disabledAt) {}

  private static final String ROWS =
      """
      select u.*, a.username, a.role, a.disabled_at is null as active
        from scim_user u join account a on a.id = u.account_id where u.gone_at is null\
      """;

  /** Those that a filter may match: by an index where it asks for one value of a key. */
  List<Row> candidates(@Nullable Filter filter) {
    String order = " order by u.made_at, u.account_id";
    if (filter instanceof Filter.Compared equal
        && equal.operator() == Filter.Operator.EQ
        && equal.value() != null
        && equal.name().sub() == null) {
      switch (equal.name().attribute()) {
        case "userName" -> {
          return query(" and a.username_key = :it" + order, Usernames.key(equal.value()));
        }
        case "externalId" -> {
          return query(" and u.external_id = :it" + order, equal.value());
        }
        default -> {}
      }
    }
    return jdbc.sql(ROWS + order).query((row, number) -> row(row)).list();
  }

  private List<Row> query(String rest, String value) {
    return jdbc.sql(ROWS + rest).param("it", value).query((row, number) -> row(row)).list();
  }

  Optional<Row> find(UUID id) {
    return jdbc.sql(ROWS + " and u.account_id = :id")
        .param("id", id)
        .query((row, number) -> row(row))
        .optional();
  }

  /** Whether the identity system made an account, or was given it, and still has it. */
  public boolean has(AccountId account) {
    return find(account.value()).isPresent();
  }

  private static final String SAVE =
      """
      insert into scim_user (account_id, external_id, given_name, family_name, formatted, display_name, email, phone,
                             made_at, changed_at)
      values (:account, :external, :given, :family, :formatted, :display, :email, :phone, :now, :now)
      on conflict (account_id) do update set external_id = excluded.external_id, given_name = excluded.given_name,
        family_name = excluded.family_name, formatted = excluded.formatted, display_name = excluded.display_name,
        email = excluded.email, phone = excluded.phone, changed_at = excluded.changed_at
      """;

  /** Keeps what the identity system said. */
  void save(AccountId account, ScimUser user) {
    jdbc.sql(SAVE)
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
      insert into scim_user as u (account_id, display_name, made_at, changed_at) values (:account, :name, :now, :now)
      on conflict (account_id) do update set external_id = null, display_name = excluded.display_name,
        changed_at = excluded.changed_at, disabled_at = null, gone_at = null
       where u.gone_at is not null
      """;

  /**
   * Gives an account to the identity system, also one that it deleted before.
   *
   * @return false if it has the account
   */
  boolean give(AccountId account, String name) {
    return jdbc.sql(GIVE)
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

  /** Notes that the identity system disabled an account, or enabled it again. */
  void setDisabled(AccountId account, boolean disabled) {
    jdbc.sql("update scim_user set disabled_at = :at where account_id = :account")
        .param("at", disabled ? clock.instant() : null)
        .param("account", account.value())
        .update();
  }

  /** Notes that the identity system deleted a user; whoever comes after is another one. */
  void setGone(AccountId account) {
    jdbc.sql("update scim_user set gone_at = :now where account_id = :account")
        .param("now", clock.instant())
        .param("account", account.value())
        .update();
  }

  /** How many the identity system disabled since a time, and did not enable again. */
  public int disabledSince(Instant from) {
    return jdbc.sql("select count(*) from scim_user where disabled_at > :from")
        .param("from", from)
        .query(Integer.class)
        .single();
  }

  /** How many of its accounts are enabled. */
  public int enabled() {
    return jdbc.sql(
            """
            select count(*) from scim_user u join account a on a.id = u.account_id
             where u.gone_at is null and a.disabled_at is null
            """)
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
        instant(row, "changed_at"),
        instantOrNull(row, "disabled_at"));
  }
}
