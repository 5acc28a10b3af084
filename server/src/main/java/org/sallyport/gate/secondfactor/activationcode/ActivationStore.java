package org.sallyport.gate.secondfactor.activationcode;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Activation codes in the database, one per account. */
@Repository
@RequiredArgsConstructor
class ActivationStore {
  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Clock clock;

  private static final String REPLACE =
      """
      insert into activation_code (account_id, code_hash, created_at, expires_at)
      values (:account, :hash, :now, :expires)
      on conflict (account_id) do update
         set code_hash = excluded.code_hash, created_at = excluded.created_at, expires_at = excluded.expires_at,
             used_at = null
      """;

  /** Stores a new code, replacing any other. */
  void replace(HeldAccount held, String code, Instant expiresAt) {
    jdbc.sql(REPLACE)
        .param("account", held.id().value())
        .param("hash", hash.of(KeyPurpose.CODE, parts(held.id(), code)))
        .param("now", clock.instant())
        .param("expires", expiresAt)
        .update();
  }

  void remove(HeldAccount held) {
    jdbc.sql("delete from activation_code where account_id = :account")
        .param("account", held.id().value())
        .update();
  }

  private static final String VALID_UNTIL =
      """
      select expires_at from activation_code
       where account_id = :account and used_at is null and expires_at > :now
         and substring(code_hash, 1, 8) = any(:keys)
      """;

  /** When the account's valid code expires; empty if there is none. */
  Optional<Instant> validUntil(AccountId account) {
    return jdbc.sql(VALID_UNTIL)
        .param("account", account.value())
        .param("keys", hash.prefixes())
        .param("now", clock.instant())
        .query((row, number) -> instant(row, "expires_at"))
        .optional();
  }

  /** Consumes a code; false if no row was updated. */
  boolean spend(HeldAccount held, String code) {
    return jdbc.sql(
                """
                update activation_code set used_at = :now
                 where account_id = :account and code_hash = any(:hashes) and used_at is null and expires_at > :now
                """)
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("hashes", hashes(held.id(), code))
            .update()
        == 1;
  }

  /** Whether this was the account's code and is no longer valid. */
  boolean isOver(AccountId account, String code) {
    return jdbc.sql(
            """
            select exists (select from activation_code where account_id = :account and code_hash = any(:hashes))
            """)
        .param("account", account.value())
        .param("hashes", hashes(account, code))
        .query(Boolean.class)
        .single();
  }

  private byte[][] hashes(AccountId account, String code) {
    return hash.all(KeyPurpose.CODE, parts(account, code));
  }

  private static String[] parts(AccountId account, String code) {
    return new String[] {"activation", account.toString(), code};
  }
}
