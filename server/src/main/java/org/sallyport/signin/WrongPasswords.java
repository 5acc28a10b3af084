package org.sallyport.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.sallyport.access.Origin;
import org.sallyport.account.Usernames;
import org.sallyport.secrets.KeyedHash;
import org.sallyport.secrets.Use;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Wrong passwords, folded into counts by name, day and address (RULES 36); unknown names are
 * counted alike.
 */
@Component
public class WrongPasswords {
  private static final int MOST = 100;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Clock clock;

  WrongPasswords(JdbcClient jdbc, KeyedHash hash, Clock clock) {
    this.jdbc = jdbc;
    this.hash = hash;
    this.clock = clock;
  }

  /** One more. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void count(String username, Origin origin) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into wrong_password as w (name_hash, day, address, browser, count, last_at)
            values (:name, :day, :address, :browser, 1, :now)
            on conflict (name_hash, day, address) do update
               set count = w.count + 1, last_at = :now, browser = :browser
            """)
        .param("name", name(username))
        .param("day", now.atZone(ZoneOffset.UTC).toLocalDate())
        .param("address", origin.address())
        .param("browser", origin.browser())
        .param("now", Timestamp.from(now))
        .update();
  }

  /**
   * Those of one day from one address.
   *
   * @param browser of the last one
   */
  public record OfDay(int count, Instant lastAt, String address, String browser) {}

  /** Those for a name since a moment, the newest first. */
  public List<OfDay> since(String username, Instant since) {
    return jdbc.sql(
            """
            select count, last_at, address, browser from wrong_password
             where name_hash = :name and last_at >= :since order by last_at desc limit :most
            """)
        .param("name", name(username))
        .param("since", Timestamp.from(since))
        .param("most", MOST)
        .query(
            (row, number) ->
                new OfDay(
                    row.getInt("count"),
                    row.getTimestamp("last_at").toInstant(),
                    row.getString("address"),
                    row.getString("browser")))
        .list();
  }

  private byte[] name(String username) {
    return hash.of(Use.THROTTLE, "wrong password", Usernames.key(username));
  }
}
