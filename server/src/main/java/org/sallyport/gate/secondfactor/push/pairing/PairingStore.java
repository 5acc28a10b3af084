package org.sallyport.gate.secondfactor.push.pairing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.SealedColumn;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Pending pairings in the database. A secret is looked up by its keyed hash and can be redeemed
 * once, decided by the row count.
 */
@Repository
@RequiredArgsConstructor
class PairingStore {
  private static final String OPEN =
      """
      select d.id, d.account_id, d.sign_in_id, d.secret, d.name from app_device d
        join sign_in s on s.id = d.sign_in_id join account a on a.id = d.account_id
       where d.linked_at is null and d.removed_at is null and d.expires_at > :now
         and s.state = 'complete' and a.disabled_at is null
         and (d.secret is null or\s"""
          + SealedColumn.keyId("d.secret")
          + " = any(:keys)) and ";

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Sealer sealer;
  private final Clock clock;

  private static final String BEGIN =
      """
      insert into app_device (id, account_id, sign_in_id, secret_hash, secret, created_at, expires_at)
      values (:id, :account, :session, :hash, :secret, :now, :until)
      """;

  /** Begins a pairing and removes earlier pending ones of the account. */
  void begin(HeldAccount held, Pairing pairing, String secret, Instant until) {
    removePending(held);
    jdbc.sql(BEGIN)
        .param("id", pairing.id().value())
        .param("account", held.id().value())
        .param("session", pairing.session().value())
        .param("hash", hash.of(KeyPurpose.PAIRING, secret))
        .param("secret", sealer.seal(secret, SealContext.of("app_device.secret", pairing.id())))
        .param("now", clock.instant())
        .param("until", until)
        .update();
  }

  /** Removes the account's pending pairings. */
  void removePending(HeldAccount held) {
    jdbc.sql("delete from app_device where account_id = :account and linked_at is null")
        .param("account", held.id().value())
        .update();
  }

  /** The pairing of a secret that was not redeemed yet. */
  Optional<Pairing> bySecret(String secret) {
    return jdbc.sql(OPEN + "d.secret_hash = any(:hashes)")
        .param("now", clock.instant())
        .param("keys", sealer.keyIds())
        .param("hashes", hash.all(KeyPurpose.PAIRING, secret))
        .query((row, number) -> pairing(row))
        .optional();
  }

  /** The pairing begun in a session. */
  Optional<Pairing> of(AccountId account, SignInId session) {
    return jdbc.sql(OPEN + "d.account_id = :account and d.sign_in_id = :session")
        .param("now", clock.instant())
        .param("keys", sealer.keyIds())
        .param("account", account.value())
        .param("session", session.value())
        .query((row, number) -> pairing(row))
        .optional();
  }

  private static final String CLAIM =
      """
      update app_device
         set used_secret_hash = secret_hash, secret_hash = null, secret = null, public_key = :key,
             name = :name, claimed_at = :now
       where id = :id and secret_hash is not null and expires_at > :now
      """;

  /** Redeems the secret for a phone. False if it was redeemed before or is no longer valid. */
  boolean claim(DeviceId id, byte[] publicKey, String name) {
    return jdbc.sql(CLAIM)
            .param("key", publicKey)
            .param("name", name)
            .param("now", clock.instant())
            .param("id", id.value())
            .update()
        == 1;
  }

  private static final String CLAIMED =
      """
      select id from app_device
       where used_secret_hash = any(:hashes) and public_key = :key and name = :name
         and removed_at is null and expires_at > :now
      """;

  /** The phone that redeemed a secret with that key and name, confirmed since or not. */
  Optional<DeviceId> claimed(String secret, byte[] publicKey, String name) {
    return jdbc.sql(CLAIMED)
        .param("hashes", hash.all(KeyPurpose.PAIRING, secret))
        .param("key", publicKey)
        .param("name", name)
        .param("now", clock.instant())
        .query((row, number) -> new DeviceId(row.getObject("id", UUID.class)))
        .optional();
  }

  /** Deletes an unconfirmed phone. */
  boolean forget(HeldAccount held, DeviceId id) {
    return jdbc.sql(
                "delete from app_device where account_id = :account and id = :id and linked_at is null")
            .param("account", held.id().value())
            .param("id", id.value())
            .update()
        == 1;
  }

  /**
   * Confirms the phone in the session that began the pairing, after the person checked its name.
   */
  boolean confirm(DeviceId id, SignInId session) {
    return jdbc.sql(
                """
                update app_device set linked_at = :now, sign_in_id = null
                 where id = :id and sign_in_id = :session and claimed_at is not null and expires_at > :now
                """)
            .param("now", clock.instant())
            .param("id", id.value())
            .param("session", session.value())
            .update()
        == 1;
  }

  private Pairing pairing(ResultSet row) throws SQLException {
    DeviceId id = new DeviceId(row.getObject("id", UUID.class));
    byte @Nullable [] sealed = row.getBytes("secret");
    return new Pairing(
        id,
        new AccountId(row.getObject("account_id", UUID.class)),
        new SignInId(row.getObject("sign_in_id", UUID.class)),
        sealed == null ? null : sealer.open(sealed, SealContext.of("app_device.secret", id)),
        row.getString("name"));
  }
}
