package org.sallyport.connect.apikeys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.directory.sync.StoppedSyncs;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyHolder;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops a key that changes too many accounts in an hour, as a directory that says that too many
 * have left (rule 52): whatever gives or takes rights, and what says who somebody is. Nothing is
 * changed then until an admin has seen whom it is about. Making accounts does not count.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class KeyBrake {
  /** How long a program is to wait before it tries again, in seconds. */
  public static final int WAIT_SECONDS = 600;

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int MOST = 10;
  private static final int MOST_PERCENT = 5;
  private static final int PERCENT = 100;

  private final JdbcClient jdbc;
  private final StoppedSyncs stopped;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * What a key is about to change.
   *
   * @param what for the admins, for example "disabled"
   * @param all how many accounts the key could change
   */
  public record Change(Collection<AccountId> accounts, String what, int all) {}

  /**
   * Lets a key change accounts, before anything is written. The caller has the turn of imports and
   * disablings, so the count is exact.
   *
   * @return false if it would be too many, which the admins are told; the caller changes nothing,
   *     and commits what was noted here
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean pass(KeyHolder key, Change change, Origin origin) {
    if (change.accounts().isEmpty()) {
      return true;
    }
    String source = source(key);
    stopped.goOnIfReleased(source);
    boolean isStopped = stopped.of(source).filter(state -> state.stoppedAt() != null).isPresent();
    int within = within(key, change.accounts());
    int all = change.all() + within - 1;
    boolean isTooMany = within > MOST && (long) within * PERCENT > (long) all * MOST_PERCENT;
    if (!isStopped && !isTooMany) {
      note(key, change.accounts());
      return true;
    }
    if (isStopped && stopped.take(source, change.accounts().size())) {
      change.accounts().forEach(account -> stopped.leave(source, account));
      return true;
    }
    change.accounts().forEach(account -> stopped.stopFor(source, account, change.what(), all));
    if (stopped.isToBeTold(source)) {
      events.publish(new KeyEvent.Stopped(key.name(), within, all), origin);
    }
    return false;
  }

  /** A key does not want to change an account any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stays(KeyHolder key, AccountId account) {
    stopped.leave(source(key), account);
  }

  private static String source(KeyHolder key) {
    return Actor.KEY + key.name();
  }

  private static final String WITHIN =
      """
      select count(*) from (
        select account_id from key_change where key_id = :key and at > :from
        union select unnest(:accounts)) as changed
      """;

  /** How many the key changed within the hour, with those that it is about to change. */
  private int within(KeyHolder key, Collection<AccountId> accounts) {
    return jdbc.sql(WITHIN)
        .param("key", key.id())
        .param("from", clock.instant().minus(WINDOW))
        .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  private void note(KeyHolder key, Collection<AccountId> accounts) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into key_change (key_id, account_id, at) select :key, account, :now from unnest(:accounts) as account
            on conflict (key_id, account_id) do update set at = excluded.at
            """)
        .param("key", key.id())
        .param("now", now)
        .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
        .update();
  }
}
