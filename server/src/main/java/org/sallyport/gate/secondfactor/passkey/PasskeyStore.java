package org.sallyport.gate.secondfactor.passkey;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Passkeys in the database. */
@Repository
@RequiredArgsConstructor
class PasskeyStore {
  private static final String COLUMNS =
      """
      id, name, credential, transports, verifies_user, backup_eligible, backed_up, attested, sign_count, linked_at, last_used_at\
      """;

  private final JdbcClient jdbc;
  private final AcceptedModels models;
  private final Clock clock;
  private final AttestedCredentialDataConverter converter =
      new AttestedCredentialDataConverter(new ObjectConverter());

  /**
   * Stores a new passkey. False, with no change, if its credential id is already known for any
   * account.
   */
  boolean add(HeldAccount held, DeviceId id, String name, NewKey key) {
    return jdbc.sql(
                """
                insert into passkey (id, account_id, credential_id, credential, name, transports, verifies_user,
                                     backup_eligible, backed_up, attested, sign_count, linked_at)
                values (:id, :account, :credentialId, :credential, :name, :transports, :verifies, :eligible, :backedUp,
                        :attested, :count, :now)
                on conflict (credential_id) do nothing
                """)
            .param("id", id.value())
            .param("account", held.id().value())
            .param("credentialId", key.credential().getCredentialId())
            .param("credential", converter.convert(key.credential()))
            .param("name", name)
            .param("transports", String.join(",", key.transports()))
            .param("verifies", key.verifiesUser())
            .param("eligible", key.backupEligible())
            .param("backedUp", key.backedUp())
            .param("attested", key.attested())
            .param("count", key.signCount())
            .param("now", clock.instant())
            .update()
        == 1;
  }

  /** The passkeys of an account that are accepted, oldest first. */
  List<StoredKey> accepted(AccountId account) {
    return of(account).stream().filter(models::accept).toList();
  }

  /** The passkeys of an account, oldest first. */
  List<StoredKey> of(AccountId account) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from passkey where account_id = :account order by linked_at, id")
        .param("account", account.value())
        .query((row, number) -> key(row))
        .list();
  }

  /**
   * The account's passkey with that credential id, if it is accepted; other accounts' are not
   * found.
   */
  Optional<StoredKey> find(AccountId account, byte[] credentialId) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from passkey where account_id = :account and credential_id = :credential")
        .param("account", account.value())
        .param("credential", credentialId)
        .query((row, number) -> key(row))
        .optional()
        .filter(models::accept);
  }

  private static final String USE =
      """
      update passkey set sign_count = :count, backed_up = :backedUp, last_used_at = :now
       where account_id = :account and id = :id and (sign_count < :count or (sign_count = 0 and :count = 0))
      """;

  /**
   * Records a use. False, decided by the row count, if the signature counter has not increased:
   * then the authenticator was cloned (WebAuthn, section 6.1.1).
   */
  boolean use(HeldAccount held, DeviceId id, Signed.Valid signed) {
    return jdbc.sql(USE)
            .param("count", signed.signCount())
            .param("backedUp", signed.backedUp())
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("id", id.value())
            .update()
        == 1;
  }

  boolean remove(HeldAccount held, DeviceId id) {
    return jdbc.sql("delete from passkey where account_id = :account and id = :id")
            .param("account", held.id().value())
            .param("id", id.value())
            .update()
        == 1;
  }

  void removeAll(HeldAccount held) {
    jdbc.sql("delete from passkey where account_id = :account")
        .param("account", held.id().value())
        .update();
  }

  private StoredKey key(ResultSet row) throws SQLException {
    String transports = row.getString("transports");
    return new StoredKey(
        new DeviceId(row.getObject("id", UUID.class)),
        row.getString("name"),
        converter.convert(row.getBytes("credential")),
        transports.isEmpty() ? List.of() : List.of(transports.split(",", -1)),
        row.getBoolean("verifies_user"),
        row.getBoolean("backup_eligible"),
        row.getBoolean("backed_up"),
        row.getBoolean("attested"),
        row.getLong("sign_count"),
        instant(row, "linked_at"),
        instantOrNull(row, "last_used_at"));
  }
}
