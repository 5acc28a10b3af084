package org.sallyport.connect.oidc.clients;

import java.time.Instant;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The assertions by which clients proved themselves, as keyed hashes, until they expire. */
@Repository
@RequiredArgsConstructor
class UsedAssertions {
  private static final String USE =
      """
      insert into oidc_assertion (hash, expires_at) select cast(:hash as bytea), cast(:until as timestamptz)
       where not exists (select from oidc_assertion where hash = any(:hashes))
      on conflict do nothing
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;

  /** Notes an assertion; the row count decides. False if it was used before. */
  boolean isFirstUse(String client, String id, Instant until) {
    String text = client + " " + id;
    return jdbc.sql(USE)
            .param("hash", hash.of(KeyPurpose.OIDC_ASSERTION, text))
            .param("until", until)
            .param("hashes", hash.all(KeyPurpose.OIDC_ASSERTION, text))
            .update()
        == 1;
  }
}
