package org.sallyport.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

  /** How many there were for a name since a moment. */
  public int since(String username, Instant since) {
    return jdbc.sql(
            "select coalesce(sum(count), 0) from wrong_password where name_hash = :name and last_at > :since")
        .param("name", name(username))
        .param("since", Timestamp.from(since))
        .query(Integer.class)
        .single();
  }

  byte[] name(String username) {
    return hash.of(Use.THROTTLE, "wrong password", Usernames.key(username));
  }
}
