package org.sallyport.gate.session;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The open sessions of an account (rule 34). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Sessions {
  private final JdbcClient jdbc;
  private final SessionProperties times;
  private final KeyedHash hash;
  private final Clock clock;

  private static final String OPEN =
      """
      select id, browser, address, method, issuer, ticket_directory, completed_at, last_seen_at from sign_in
       where account_id = :account and state = 'complete'
         and completed_at > :oldest and last_seen_at > :idle and substring(token_hash, 1, 8) = any(:keys)
       order by last_seen_at desc, id desc
      """;

  /** The open sessions, last used first. */
  public List<LiveSession> of(AccountId account) {
    Instant now = clock.instant();
    return jdbc.sql(OPEN)
        .param("account", account.value())
        .param("keys", hash.prefixes())
        .param("oldest", now.minus(times.max()))
        .param("idle", now.minus(times.idle()))
        .query((row, number) -> session(row))
        .list();
  }

  private LiveSession session(ResultSet row) throws SQLException {
    Instant started = instant(row, "completed_at");
    return new LiveSession(
        new SignInId(row.getObject("id", UUID.class)),
        row.getString("browser"),
        row.getString("address"),
        row.getString("method"),
        row.getString("issuer"),
        row.getString("ticket_directory") != null,
        started,
        instant(row, "last_seen_at"),
        started.plus(times.max()));
  }
}
