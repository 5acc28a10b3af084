package org.sallyport.gate.secondfactor.totp;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.SealedColumn;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Shared secrets in the database. */
@Repository
class SecretStore {
  private static final String COLUMNS =
      "id, name, secret, created_at, confirmed_at, last_used_at, last_step";

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final Clock clock;
  private volatile @Nullable Boolean someVoid;

  SecretStore(JdbcClient jdbc, Sealer sealer, Clock clock) {
    this.jdbc = jdbc;
    this.sealer = sealer;
    this.clock = clock;
  }

  private static final String ADD =
      """
      insert into totp_secret (id, account_id, sign_in_id, name, secret, created_at, last_step)
      values (:id, :account, :session, :name, :secret, :now, 0)
      """;

  /** Stores an unconfirmed secret, replacing any earlier unconfirmed one. */
  void add(HeldAccount held, DeviceId id, SignInId session, String name, String key) {
    removePending(held);
    jdbc.sql(ADD)
        .param("id", id.value())
        .param("account", held.id().value())
        .param("session", session.value())
        .param("name", name)
        .param("secret", sealer.seal(key, SealContext.of("totp_secret.secret", id)))
        .param("now", clock.instant())
        .update();
  }

  private static final String PENDING =
      "select "
          + COLUMNS
          + " from totp_secret where account_id = :account and sign_in_id = :session";

  /** The unconfirmed secret of a session. */
  Optional<Secret> pending(AccountId account, SignInId session) {
    return jdbc
        .sql(PENDING)
        .param("account", account.value())
        .param("session", session.value())
        .query((row, number) -> secret(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static final String ADD_OF_PHONE =
      """
      insert into totp_secret (id, account_id, device_id, name, secret, created_at, confirmed_at, last_step)
      values (:id, :account, :phone, :name, :secret, :now, :now, 0)
      """;

  /** Stores the secret of a phone with Sallyport Authenticator; it is valid immediately. */
  void addOfPhone(HeldAccount held, DeviceId id, DeviceId phone, String name, String key) {
    jdbc.sql(ADD_OF_PHONE)
        .param("id", id.value())
        .param("account", held.id().value())
        .param("phone", phone.value())
        .param("name", name)
        .param("secret", sealer.seal(key, SealContext.of("totp_secret.secret", id)))
        .param("now", clock.instant())
        .update();
  }

  /** The confirmed secrets of an account's authenticator apps, oldest first. */
  List<Secret> of(AccountId account) {
    return confirmed(account, "device_id is null");
  }

  /** The secret of a phone with Sallyport Authenticator. */
  Optional<Secret> ofPhone(DeviceId phone) {
    return jdbc.sql("select " + COLUMNS + " from totp_secret where device_id = :phone")
        .param("phone", phone.value())
        .query((row, number) -> secret(row))
        .optional()
        .flatMap(secret -> secret);
  }

  /** The secrets of an account's phones with Sallyport Authenticator. */
  List<Secret> ofPhones(AccountId account) {
    return confirmed(account, "device_id is not null");
  }

  private static final String CONFIRMED =
      "select "
          + COLUMNS
          + " from totp_secret where account_id = :account and confirmed_at is not null and ";

  private List<Secret> confirmed(AccountId account, String which) {
    return jdbc
        .sql(CONFIRMED + which + " order by confirmed_at, id")
        .param("account", account.value())
        .query((row, number) -> secret(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Whether an account marked as linked has a usable secret. This is queried only if secrets of a
   * retired key exist at all, so that a sign-in normally needs no query for it.
   */
  boolean counts(AccountId account) {
    Boolean some = someVoid;
    if (some == null) {
      some = hasVoid();
      someVoid = some;
    }
    return !some || !of(account).isEmpty();
  }

  /** Whether there are secrets of a retired key. */
  private boolean hasVoid() {
    return jdbc.sql(
            "select exists (select from totp_secret where "
                + SealedColumn.keyId("secret")
                + " <> all(:keys))")
        .param("keys", sealer.keyIds())
        .query(Boolean.class)
        .single();
  }

  /** Counts a try to confirm. False if they are used up. */
  boolean countTry(HeldAccount held, DeviceId id, int most) {
    return jdbc.sql(
                """
                update totp_secret set tries = tries + 1
                 where account_id = :account and id = :id and tries < :most
                """)
            .param("account", held.id().value())
            .param("id", id.value())
            .param("most", most)
            .update()
        == 1;
  }

  private static final String CONFIRM =
      """
      update totp_secret set confirmed_at = :now, sign_in_id = null, name = :name, last_step = :step
       where account_id = :account and id = :id and confirmed_at is null
      """;

  /** Confirms the secret and marks the time step that confirmed it as used. */
  boolean confirm(HeldAccount held, DeviceId id, String name, long step) {
    return jdbc.sql(CONFIRM)
            .param("now", clock.instant())
            .param("name", name)
            .param("step", step)
            .param("account", held.id().value())
            .param("id", id.value())
            .update()
        == 1;
  }

  private static final String SPEND =
      """
      update totp_secret set last_step = :step, last_used_at = :now
       where account_id = :account and id = :id and confirmed_at is not null and last_step < :step
      """;

  /**
   * Marks a time step as used, decided by the row count. No step up to it is accepted again, even
   * if the clock goes back (RFC 6238 section 5.2).
   */
  boolean spend(HeldAccount held, DeviceId id, long step) {
    return jdbc.sql(SPEND)
            .param("step", step)
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("id", id.value())
            .update()
        == 1;
  }

  boolean remove(HeldAccount held, DeviceId id) {
    return jdbc.sql("delete from totp_secret where account_id = :account and id = :id")
            .param("account", held.id().value())
            .param("id", id.value())
            .update()
        == 1;
  }

  void removePending(HeldAccount held) {
    jdbc.sql("delete from totp_secret where account_id = :account and confirmed_at is null")
        .param("account", held.id().value())
        .update();
  }

  void removeOfPhone(HeldAccount held, DeviceId phone) {
    jdbc.sql("delete from totp_secret where account_id = :account and device_id = :phone")
        .param("account", held.id().value())
        .param("phone", phone.value())
        .update();
  }

  void removeAll(HeldAccount held) {
    jdbc.sql("delete from totp_secret where account_id = :account")
        .param("account", held.id().value())
        .update();
  }

  /** Empty if the secret's encryption key was retired: it is void. */
  private Optional<Secret> secret(ResultSet row) throws SQLException {
    DeviceId id = new DeviceId(row.getObject("id", UUID.class));
    byte[] sealed = row.getBytes("secret");
    if (!sealer.canOpen(sealed)) {
      return Optional.empty();
    }
    return Optional.of(
        new Secret(
            id,
            row.getString("name"),
            sealer.open(sealed, SealContext.of("totp_secret.secret", id)),
            instant(row, "created_at"),
            instantOrNull(row, "confirmed_at"),
            instantOrNull(row, "last_used_at"),
            row.getLong("last_step")));
  }
}
