package org.sallyport.gate.session.history;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts wrong passwords by username, day and network (rule 36). All unknown usernames share one
 * entry, so unauthenticated clients add one row per day and network, whatever names they send.
 * Known and unknown usernames take the same statements and wait for the same row (rule 33).
 */
@Component
public class WrongPasswords {
  private static final int MAX_ROWS = 100;
  private static final String NAME = "wrong password";

  private static final String SINCE =
      """
      select count, last_at, address, browser from wrong_password
       where name_hash = :name and last_at >= :since order by last_at desc limit :most
      """;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Clock clock;
  private final byte[] unknown;
  private final byte[] throttled;

  WrongPasswords(JdbcClient jdbc, KeyedHash hash, Clock clock) {
    this.jdbc = jdbc;
    this.hash = hash;
    this.clock = clock;
    this.unknown = hash.ofCount(KeyPurpose.THROTTLE, NAME, "of unknown names", "");
    this.throttled = hash.ofCount(KeyPurpose.THROTTLE, NAME, "not looked at", "");
  }

  /**
   * Counts a wrong password.
   *
   * @param username null if no account has this username
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void count(@Nullable String username, Origin origin) {
    add(unknown, username == null ? 1 : 0, origin);
    add(username == null ? unknown : name(username), username == null ? 0 : 1, origin);
  }

  /**
   * Counts a throttled try. For IPv6 a /48 shares one row: such tries cost no hashing, and each of
   * its 65,536 networks would otherwise add a row.
   *
   * @return today's count of that address or site
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public long countThrottled(Origin origin) {
    return add(throttled, 1, origin.block().widest(), origin);
  }

  private long add(byte[] name, int more, Origin origin) {
    return add(name, more, origin.block().network(), origin);
  }

  private long add(byte[] name, int more, String network, Origin origin) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            insert into wrong_password as w (name_hash, day, network, address, browser, count, last_at)
            values (:name, :day, :network, :address, :browser, :more, :now)
            on conflict (name_hash, day, network) do update
               set count = w.count + :more, last_at = :now, address = :address, browser = :browser
            returning count
            """)
        .param("name", name)
        .param("day", now.atZone(ZoneOffset.UTC).toLocalDate())
        .param("network", network)
        .param("address", origin.address())
        .param("browser", origin.browser())
        .param("more", more)
        .param("now", now)
        .query(Long.class)
        .single();
  }

  /**
   * The wrong passwords of one day from one network.
   *
   * @param address of the last one
   * @param browser of the last one
   */
  public record OfDay(long count, Instant lastAt, String address, String browser) {}

  /** The wrong passwords of a username since a time, newest first. */
  public List<OfDay> since(String username, Instant since) {
    return jdbc.sql(SINCE)
        .param("name", name(username))
        .param("since", since)
        .param("most", MAX_ROWS)
        .query((row, number) -> ofDay(row))
        .list();
  }

  /** Deletes the counts of a username. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void forget(String username) {
    jdbc.sql("delete from wrong_password where name_hash = :name")
        .param("name", name(username))
        .update();
  }

  private static OfDay ofDay(ResultSet row) throws SQLException {
    return new OfDay(
        row.getLong("count"),
        instant(row, "last_at"),
        row.getString("address"),
        row.getString("browser"));
  }

  private byte[] name(String username) {
    return hash.ofCount(KeyPurpose.THROTTLE, NAME, Usernames.key(username));
  }
}
