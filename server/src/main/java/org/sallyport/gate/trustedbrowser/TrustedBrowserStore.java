package org.sallyport.gate.trustedbrowser;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of remembered browsers and of all tokens issued to them. */
@Repository
@RequiredArgsConstructor
class TrustedBrowserStore {

  /** A token: its browser, its state, and whether the browser's trust has ended. */
  record Token(
      TrustedBrowserId browser,
      AccountId account,
      String state,
      boolean ended,
      Instant expiresAt,
      String name) {}

  private final JdbcClient jdbc;

  Optional<Token> token(byte[][] hashes) {
    return jdbc.sql(
            """
            select t.state, b.id, b.account_id, b.ended_at is not null as ended, b.expires_at, b.browser
              from trusted_browser_token t join trusted_browser b on b.id = t.browser_id
             where t.token_hash = any(:hashes)
            """)
        .param("hashes", hashes)
        .query((row, number) -> token(row))
        .optional();
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        new TrustedBrowserId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("state"),
        row.getBoolean("ended"),
        instant(row, "expires_at"),
        row.getString("browser"));
  }

  private static final String ADD =
      """
      insert into trusted_browser (id, account_id, created_at, expires_at, last_used_at, browser, address)
      values (:id, :account, :now, :expires, :now, :browser, :address)
      """;

  void add(TrustedBrowserId id, AccountId account, Instant now, Instant expires, Origin origin) {
    jdbc.sql(ADD)
        .param("id", id.value())
        .param("account", account.value())
        .param("now", now)
        .param("expires", expires)
        .param("browser", origin.browser())
        .param("address", origin.address())
        .update();
  }

  void issue(TrustedBrowserId id, byte[] hash, String state, Instant now) {
    jdbc.sql(
            "insert into trusted_browser_token (token_hash, browser_id, state, issued_at) values (:hash, :id, :state, :now)")
        .param("hash", hash)
        .param("id", id.value())
        .param("state", state)
        .param("now", now)
        .update();
  }

  /** Marks the presented token as current and all others as spent. */
  void present(TrustedBrowserId id, byte[][] hashes) {
    jdbc.sql(
            """
            update trusted_browser_token set state = case when token_hash = any(:hashes) then 'current' else 'spent' end
             where browser_id = :id and state <> 'spent'
            """)
        .param("hashes", hashes)
        .param("id", id.value())
        .update();
  }

  void used(TrustedBrowserId id, Instant now, Origin origin) {
    jdbc.sql("update trusted_browser set last_used_at = :now, address = :address where id = :id")
        .param("now", now)
        .param("address", origin.address())
        .param("id", id.value())
        .update();
  }

  private static final String END =
      """
      update trusted_browser set ended_at = :now, end_reason = :reason
       where id = :id and account_id = :account and ended_at is null
      """;

  /** Ends a browser's trust. False if it had already ended or belongs to another account. */
  boolean end(AccountId account, TrustedBrowserId id, String reason, Instant now) {
    return jdbc.sql(END)
            .param("now", now)
            .param("reason", reason)
            .param("id", id.value())
            .param("account", account.value())
            .update()
        == 1;
  }

  private static final String LIVE =
      """
      select id, browser, address, created_at, last_used_at, expires_at from trusted_browser
       where account_id = :account and ended_at is null and expires_at > :now
         and exists (select from trusted_browser_token t where t.browser_id = trusted_browser.id
                        and t.state <> 'spent' and substring(t.token_hash, 1, 8) = any(:keys))
       order by last_used_at desc
      """;

  /**
   * The browsers that are remembered now.
   *
   * @param keys the hash prefixes of the keys that are not retired
   */
  List<RememberedBrowser> live(AccountId account, byte[][] keys, Instant now) {
    return jdbc.sql(LIVE)
        .param("account", account.value())
        .param("keys", keys)
        .param("now", now)
        .query((row, number) -> remembered(row))
        .list();
  }

  private static RememberedBrowser remembered(ResultSet row) throws SQLException {
    return new RememberedBrowser(
        new TrustedBrowserId(row.getObject("id", UUID.class)),
        row.getString("browser"),
        row.getString("address"),
        instant(row, "created_at"),
        instant(row, "last_used_at"),
        instant(row, "expires_at"));
  }
}
