package org.sallyport.gate.lockout;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.database.SeparateTransactions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The counters of wrong tries, by key. Strangers create a new one with every invented name;
 * therefore, once the table has a certain number of rows, keys without a counter share 65,536
 * counters with ten times as many free tries. A key keeps its existing counter, so that filling the
 * table ends no wait.
 */
@Repository
class ThrottleStore {
  /**
   * No wait. It is in the past, so that tries at the same time, counted in any order, do not refuse
   * each other.
   */
  private static final Instant NEVER = Instant.EPOCH;

  private static final Duration COUNT_INTERVAL = Duration.ofSeconds(10);
  private static final int SHARED_KEY_BYTES = 2;
  private static final int SHARED_FREE_FACTOR = 10;

  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final LockProperties limits;
  private final Clock clock;
  private final AtomicReference<Look> lastLook =
      new AtomicReference<>(new Look(Instant.MIN, false));

  /** Whether the table was full at a given time. */
  private record Look(Instant at, boolean full) {}

  ThrottleStore(SeparateTransactions separate, KeyedHash hash, LockProperties limits, Clock clock) {
    this.jdbc = separate.jdbc();
    this.hash = hash;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Counts a try.
   *
   * @param free how many tries cause no wait
   * @return empty if it may be verified, or the time at which the next one is accepted
   */
  Optional<Instant> count(byte[] key, int free) {
    return isFull() && !exists(key)
        ? countExactly(shared(key), free * SHARED_FREE_FACTOR)
        : countExactly(key, free);
  }

  /**
   * Counts a try, of which no more than a number may come before the first of them is forgotten.
   *
   * @param exact whether the key keeps its own counter also when the table is full
   * @return empty if it may be verified, or the time at which the next one is accepted
   */
  Optional<Instant> countWithin(byte[] key, boolean exact, int most, Duration window) {
    boolean shares = !exact && isFull() && !exists(key);
    return countOneWithin(
        shares ? shared(key) : key, shares ? most * SHARED_FREE_FACTOR : most, window);
  }

  private Optional<Instant> countOneWithin(byte[] key, int most, Duration window) {
    Instant now = clock.instant();
    Optional<Integer> failures =
        jdbc.sql(
                """
                insert into throttle as t (key, failures, blocked_until, last_at)
                values (:key, 1, case when :most <= 1 then cast(:until as timestamptz) else :never end, :now)
                on conflict (key) do update
                   set failures = case when t.last_at <= :forgotten then 1 else t.failures + 1 end, last_at = :now,
                     blocked_until = case when :most <= (case when t.last_at <= :forgotten then 1 else t.failures + 1 end)
                       then cast(:until as timestamptz) else :never end
                 where t.blocked_until <= :now
                returning failures
                """)
            .param("key", key)
            .param("most", most)
            .param("now", now)
            .param("never", NEVER)
            .param("until", now.plus(window))
            .param("forgotten", now.minus(window))
            .query(Integer.class)
            .optional();
    return failures.isPresent() ? Optional.empty() : Optional.of(until(key).orElse(now));
  }

  /** Until when a key has to wait; empty if it does not. Counts nothing. */
  Optional<Instant> waitOf(byte[] key) {
    return until(key).filter(until -> until.isAfter(clock.instant()));
  }

  /** Deletes the counter of a key, or reverts one try if the counter is shared. */
  int clear(byte[] key) {
    int own = jdbc.sql("delete from throttle where key = :key").param("key", key).update();
    return own == 0 && isFull() ? takeBackExactly(shared(key)) : own;
  }

  /** Reverts the last try of a key and the wait that it caused. */
  int takeBack(byte[] key) {
    int own = takeBackExactly(key);
    return own == 0 && isFull() ? takeBackExactly(shared(key)) : own;
  }

  /**
   * Counts a try by one statement that also decides; no returned row means that the key has to
   * wait.
   */
  private Optional<Instant> countExactly(byte[] key, int free) {
    Instant now = clock.instant();
    Optional<Integer> failures =
        jdbc.sql(
                """
                insert into throttle as t (key, failures, blocked_until, last_at) values (:key, 1, :never, :now)
                on conflict (key) do update
                   set failures = case when t.last_at <= :forgotten then 1 else t.failures + 1 end, last_at = :now
                 where t.blocked_until <= :now
                returning failures
                """)
            .param("key", key)
            .param("now", now)
            .param("never", NEVER)
            .param("forgotten", now.minus(limits.passwordFailureWindow()))
            .query(Integer.class)
            .optional();
    if (failures.isEmpty()) {
      return Optional.of(until(key).orElse(now));
    }
    if (failures.get() >= free) {
      waitFrom(now, key, failures.get() - free);
    }
    return Optional.empty();
  }

  private void waitFrom(Instant now, byte[] key, int doublings) {
    Instant until =
        now.plus(Waits.rising(limits.passwordInitialDelay(), doublings, limits.passwordMaxDelay()));
    jdbc.sql("update throttle set blocked_until = :until where key = :key")
        .param("until", until)
        .param("key", key)
        .update();
  }

  /** When the wait of a key ends; empty if its counter was deleted in the meantime. */
  private Optional<Instant> until(byte[] key) {
    return jdbc.sql("select blocked_until from throttle where key = :key")
        .param("key", key)
        .query((row, number) -> instant(row, "blocked_until"))
        .optional();
  }

  private int takeBackExactly(byte[] key) {
    return jdbc.sql(
            "update throttle set failures = greatest(failures - 1, 0), blocked_until = :never where key ="
                + " :key")
        .param("never", NEVER)
        .param("key", key)
        .update();
  }

  private boolean exists(byte[] key) {
    return jdbc.sql("select exists (select from throttle where key = :key)")
        .param("key", key)
        .query(Boolean.class)
        .single();
  }

  private byte[] shared(byte[] key) {
    String part = HexFormat.of().formatHex(key, key.length - SHARED_KEY_BYTES, key.length);
    return hash.ofCount(KeyPurpose.THROTTLE, "shared", part);
  }

  private boolean isFull() {
    Instant now = clock.instant();
    Look look = lastLook.get();
    if (now.isBefore(look.at()) || !now.isBefore(look.at().plus(COUNT_INTERVAL))) {
      look = new Look(now, hasAsManyAs(limits.throttleCapacity()));
      lastLook.set(look);
    }
    return look.full();
  }

  private boolean hasAsManyAs(int rows) {
    return jdbc.sql("select count(*) from (select from throttle limit :rows) as counted")
            .param("rows", rows)
            .query(Integer.class)
            .single()
        >= rows;
  }
}
