package org.sallyport.connect.oidc.grants;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people allowed applications that are not the hospital's own. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ConsentStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * Whether all of the scopes were allowed.
   *
   * @param since not before this moment; null for any
   */
  public boolean covers(
      AccountId account, UUID client, Set<String> scopes, @Nullable Instant since) {
    return jdbc.sql(
                """
            select count(*) from oidc_consent
             where account_id = :account and client_id = :client and scopes @> cast(:scopes as text[])
               and given_at >= coalesce(cast(:since as timestamptz), given_at)
            """)
            .param("account", account.value())
            .param("client", client)
            .param("scopes", scopes.toArray(String[]::new))
            .param("since", since)
            .query(Integer.class)
            .single()
        == 1;
  }

  /** Stores that the scopes are allowed, beside those that were. */
  public void allow(AccountId account, UUID client, Set<String> scopes) {
    jdbc.sql(
            """
            insert into oidc_consent (account_id, client_id, scopes, given_at) values (:account, :client, :scopes, :now)
            on conflict (account_id, client_id) do update set given_at = :now,
              scopes = array(select distinct unnest(oidc_consent.scopes || excluded.scopes) order by 1)
            """)
        .param("account", account.value())
        .param("client", client)
        .param("scopes", scopes.toArray(String[]::new))
        .param("now", clock.instant())
        .update();
  }

  /** False if there was none. */
  public boolean withdraw(AccountId account, UUID client) {
    return jdbc.sql("delete from oidc_consent where account_id = :account and client_id = :client")
            .param("account", account.value())
            .param("client", client)
            .update()
        == 1;
  }
}
