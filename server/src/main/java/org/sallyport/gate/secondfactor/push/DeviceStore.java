package org.sallyport.gate.secondfactor.push;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Phones that have registered their key, in the database. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DeviceStore {
  private static final String COLUMNS =
      """
      d.id, d.account_id, d.name, d.public_key, d.expires_at, d.linked_at, d.last_used_at, d.removed_at,
      a.disabled_at is not null as disabled
        from app_device d join account a on a.id = d.account_id\s""";

  private static final Duration LAST_SEEN_INTERVAL = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  /** A phone, linked or not, including removed ones. */
  public Optional<AppDevice> find(DeviceId id) {
    return jdbc.sql("select " + COLUMNS + "where d.id = :id and d.claimed_at is not null")
        .param("id", id.value())
        .query((row, number) -> device(row))
        .optional();
  }

  /** The linked phones of an account, oldest first. */
  public List<AppDevice> of(AccountId account) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + "where d.account_id = :account and d.linked_at is not null and d.removed_at is null"
                + " order by d.linked_at, d.id")
        .param("account", account.value())
        .query((row, number) -> device(row))
        .list();
  }

  /** The given phones that are linked to an account that is not disabled. */
  public Set<DeviceId> linked(Collection<DeviceId> some) {
    return new HashSet<>(
        jdbc.sql(
                """
                select d.id from app_device d join account a on a.id = d.account_id
                 where d.id = any(cast(string_to_array(:ids, ',') as uuid[]))
                   and d.linked_at is not null and d.removed_at is null and a.disabled_at is null
                """)
            .param("ids", some.stream().map(DeviceId::toString).collect(Collectors.joining(",")))
            .query((row, number) -> new DeviceId(row.getObject(1, UUID.class)))
            .list());
  }

  /** Whether the phone is linked and has not confirmed storing the secret of its codes. */
  boolean lacksCode(DeviceId id) {
    return jdbc.sql(
            """
            select exists (select 1 from app_device where id = :id and totp_stored_at is null
              and linked_at is not null and removed_at is null)
            """)
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /** Records that the phone has stored the secret of its codes. */
  void keepsCode(DeviceId id) {
    jdbc.sql(
            "update app_device set totp_stored_at = :now where id = :id and totp_stored_at is null and linked_at is not null")
        .param("now", clock.instant())
        .param("id", id.value())
        .update();
  }

  public void used(DeviceId id) {
    jdbc.sql("update app_device set last_used_at = :now where id = :id")
        .param("now", clock.instant())
        .param("id", id.value())
        .update();
  }

  /** Updates the last contact of a linked phone, at most once a day. */
  void seen(AppDevice device) {
    Instant last = device.lastUsedAt();
    if (device.isLinked()
        && !device.disabled()
        && (last == null || last.isBefore(clock.instant().minus(LAST_SEEN_INTERVAL)))) {
      used(device.id());
    }
  }

  boolean remove(AccountId account, DeviceId id) {
    return jdbc.sql(
                """
                update app_device set removed_at = :now
                 where account_id = :account and id = :id and linked_at is not null and removed_at is null
                """)
            .param("now", clock.instant())
            .param("account", account.value())
            .param("id", id.value())
            .update()
        == 1;
  }

  private static AppDevice device(ResultSet row) throws SQLException {
    return new AppDevice(
        new DeviceId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("name"),
        Base64.getUrlEncoder().withoutPadding().encodeToString(row.getBytes("public_key")),
        instant(row, "expires_at"),
        instantOrNull(row, "linked_at"),
        instantOrNull(row, "last_used_at"),
        instantOrNull(row, "removed_at"),
        row.getBoolean("disabled"));
  }
}
