package org.sallyport.lockout;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Usernames;
import org.sallyport.secrets.KeyedHash;
import org.sallyport.secrets.Use;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows wrong passwords down, never locks (RULES 18): by name, unknown names included, and by
 * address, with waits that rise. A browser in which the account signed in before is counted by
 * itself, so that strangers do not slow the owner down. A try is counted before it is looked at; a
 * right password takes its count back.
 */
@Component
public class Throttle {
  /** Nobody waits: tries of the same moment, counted in any order, do not refuse each other. */
  private static final Timestamp NEVER = Timestamp.from(Instant.EPOCH);

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final LockProperties limits;
  private final Clock clock;

  Throttle(JdbcClient jdbc, KeyedHash hash, LockProperties limits, Clock clock) {
    this.jdbc = jdbc;
    this.hash = hash;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Counts a try with a password.
   *
   * @param knownBrowser the browser, if this name signed in from it before
   * @return empty if the password may be looked at, or the moment at which the next try may come
   */
  @Transactional
  public Optional<Instant> count(String username, String address, @Nullable String knownBrowser) {
    if (knownBrowser != null) {
      return count(browserKey(username, knownBrowser), limits.freePasswords());
    }
    Optional<Instant> byAddress = count(addressKey(address), limits.freePasswordsOfAddress());
    Optional<Instant> byName = count(nameKey(username), limits.freePasswords());
    return byName.isPresent() ? byName : byAddress;
  }

  /** The password was right: the counts of this try are taken back. */
  @Transactional
  public void right(String username, String address, @Nullable String knownBrowser) {
    if (knownBrowser != null) {
      clear(browserKey(username, knownBrowser));
    } else {
      takeBack(addressKey(address));
      clear(nameKey(username));
    }
  }

  /** A wrong code slows down its address as a wrong password does. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void wrongCode(String address) {
    count(addressKey(address), limits.freePasswordsOfAddress());
  }

  /**
   * Counts a try of a stranger with something long and random, by address alone.
   *
   * @param place what is tried, in a word
   * @return empty if it may be looked at, or the moment at which the next try may come
   */
  @Transactional
  public Optional<Instant> countAt(String place, String address) {
    return count(placeKey(place, address), limits.freePasswordsOfAddress());
  }

  /** It was right: the count of this try is taken back. */
  @Transactional
  public void rightAt(String place, String address) {
    takeBack(placeKey(place, address));
  }

  /** One statement counts and decides; no row back means: still waiting. */
  private Optional<Instant> count(byte[] key, int free) {
    Instant now = clock.instant();
    Optional<Integer> failures =
        jdbc.sql(
                """
                insert into throttle as t (key, failures, until, last_at) values (:key, 1, :never, :now)
                on conflict (key) do update
                   set failures = case when t.last_at <= :forgotten then 1 else t.failures + 1 end, last_at = :now
                 where t.until <= :now
                returning failures
                """)
            .param("key", key)
            .param("now", Timestamp.from(now))
            .param("never", NEVER)
            .param("forgotten", Timestamp.from(now.minus(limits.forgetPasswordsAfter())))
            .query(Integer.class)
            .optional();
    if (failures.isEmpty()) {
      return Optional.of(until(key));
    }
    if (failures.get() >= free) {
      waitFrom(now, key, failures.get() - free);
    }
    return Optional.empty();
  }

  private void waitFrom(Instant now, byte[] key, int doublings) {
    Instant until =
        now.plus(Waits.rising(limits.firstPasswordWait(), doublings, limits.longestPasswordWait()));
    jdbc.sql("update throttle set until = :until where key = :key")
        .param("until", Timestamp.from(until))
        .param("key", key)
        .update();
  }

  private Instant until(byte[] key) {
    return jdbc.sql("select until from throttle where key = :key")
        .param("key", key)
        .query((row, number) -> row.getTimestamp("until").toInstant())
        .single();
  }

  private void clear(byte[] key) {
    jdbc.sql("delete from throttle where key = :key").param("key", key).update();
  }

  private void takeBack(byte[] key) {
    jdbc.sql(
            "update throttle set failures = greatest(failures - 1, 0), until = :never where key = :key")
        .param("never", NEVER)
        .param("key", key)
        .update();
  }

  private byte[] nameKey(String username) {
    return hash.of(Use.THROTTLE, "name", Usernames.key(username));
  }

  private byte[] addressKey(String address) {
    return hash.of(Use.THROTTLE, "address", address);
  }

  private byte[] placeKey(String place, String address) {
    return hash.of(Use.THROTTLE, place, address);
  }

  private byte[] browserKey(String username, String browser) {
    return hash.of(Use.THROTTLE, "browser", Usernames.key(username), browser);
  }
}
