package org.sallyport.gate.secondfactor.recoverycode;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Recovery codes in the database. */
@Repository
@RequiredArgsConstructor
class RecoveryStore {
  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Clock clock;

  /** Stores new codes, replacing all previous ones. */
  void replace(HeldAccount held, Collection<String> codes) {
    removeAll(held);
    Instant now = clock.instant();
    for (String code : codes) {
      jdbc.sql(
              "insert into recovery_code (account_id, code_hash, created_at) values (:account, :hash, :now)")
          .param("account", held.id().value())
          .param("hash", hash.of(KeyPurpose.CODE, parts(held.id(), code)))
          .param("now", now)
          .update();
    }
  }

  void removeAll(HeldAccount held) {
    jdbc.sql("delete from recovery_code where account_id = :account")
        .param("account", held.id().value())
        .update();
  }

  /** Consumes a code; false if no row was updated. */
  boolean spend(HeldAccount held, String code) {
    return jdbc.sql(
                """
                update recovery_code set used_at = :now
                 where account_id = :account and code_hash = any(:hashes) and used_at is null
                """)
            .param("now", clock.instant())
            .param("account", held.id().value())
            .param("hashes", hashes(held.id(), code))
            .update()
        == 1;
  }

  /** Whether it was a code of the sheet and has been used. */
  boolean isUsed(AccountId account, String code) {
    return jdbc.sql(
            "select exists (select 1 from recovery_code where account_id = :account and code_hash = any(:hashes))")
        .param("account", account.value())
        .param("hashes", hashes(account, code))
        .query(Boolean.class)
        .single();
  }

  /** The number of unused codes; those hashed with a retired key are void. */
  int left(AccountId account) {
    return jdbc.sql(
            """
            select count(*) from recovery_code
             where account_id = :account and used_at is null and substring(code_hash, 1, 8) = any(:keys)
            """)
        .param("account", account.value())
        .param("keys", hash.prefixes())
        .query(Integer.class)
        .single();
  }

  private byte[][] hashes(AccountId account, String code) {
    return hash.all(KeyPurpose.CODE, parts(account, code));
  }

  private static String[] parts(AccountId account, String code) {
    return new String[] {"recovery", account.toString(), code};
  }
}
