package org.sallyport.gate.directory.sync;

import static org.sallyport.platform.database.Columns.instantOrNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.KeyEvent;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far directories were read, and those that would disable too many, or keys that would change
 * too many: an admin sees whom it is about and lets it go on once.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class StoppedSyncs {
  /** How many are kept of those who would be disabled. */
  private static final int KEPT = 200;

  private static final Duration LET_THROUGH_FOR = Duration.ofHours(1);
  private static final Duration TOLD_AGAIN = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * How far a directory was read.
   *
   * @param checkedAt when all that was asked was last answered; null if never
   * @param wholeAt when everybody was last read; null if never
   * @param stoppedAt since when it disables nobody; null if it is not stopped
   * @param wouldDisable how many it would disable
   * @param linked how many belonged to it then
   * @param letThroughBy the admin who lets it go on; null if nobody does
   */
  public record State(
      @Nullable Instant checkedAt,
      @Nullable Instant wholeAt,
      @Nullable Instant stoppedAt,
      int wouldDisable,
      int linked,
      @Nullable String letThroughBy) {}

  /** Somebody who would be disabled, and why. */
  public record Leaver(AccountId account, String username, String name, String reason) {}

  private static final String STATE =
      """
      select checked_at, full_at, stopped_at, would_disable, linked,
             case when let_through_until > :now and let_through > 0 then let_through_by end as let_through_by
        from directory_sync where directory = :directory
      """;

  /** Empty if it was never read. */
  public Optional<State> of(String directory) {
    return jdbc.sql(STATE)
        .param("directory", directory)
        .param("now", clock.instant())
        .query(
            (row, number) ->
                new State(
                    instantOrNull(row, "checked_at"),
                    instantOrNull(row, "full_at"),
                    instantOrNull(row, "stopped_at"),
                    row.getInt("would_disable"),
                    row.getInt("linked"),
                    row.getString("let_through_by")))
        .optional();
  }

  /**
   * The keys that are stopped, as sources; no directory of the settings has a space in its name.
   */
  public List<String> stoppedKeys() {
    return jdbc.sql(
            """
            select directory from directory_sync where stopped_at is not null and starts_with(directory, :key)
             order by directory
            """)
        .param("key", Actor.KEY)
        .query((row, number) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  /** Some of those whom a stopped directory would disable, by name. */
  public List<Leaver> leavers(String directory) {
    return jdbc.sql(
            """
            select a.id, a.username, a.name, l.reason from directory_leaver l join account a on a.id = l.account_id
             where l.directory = :directory order by a.name, a.username limit :most
            """)
        .param("directory", directory)
        .param("most", KEPT)
        .query(
            (row, number) ->
                new Leaver(
                    new AccountId(row.getObject("id", UUID.class)),
                    Objects.requireNonNull(row.getString("username")),
                    Objects.requireNonNull(row.getString("name")),
                    Objects.requireNonNull(row.getString("reason"))))
        .list();
  }

  /**
   * Lets a directory disable as many as the admin was shown, within an hour.
   *
   * @param shown how many the page said
   * @return false if it is not stopped, or it would be another number by now
   */
  @Transactional
  public boolean letThrough(String directory, int shown, Actor by, Origin origin) {
    int stopped =
        jdbc.sql(
                """
                update directory_sync set let_through = would_disable, let_through_until = :until,
                  let_through_by = :by, let_through_by_id = :byId
                 where directory = :directory and stopped_at is not null and would_disable = :shown
                """)
            .param("until", clock.instant().plus(LET_THROUGH_FOR))
            .param("by", by.name())
            .param("byId", by.personId())
            .param("directory", directory)
            .param("shown", shown)
            .update();
    if (stopped == 0) {
      return false;
    }
    events.publish(
        directory.startsWith(Actor.KEY)
            ? new KeyEvent.LetThrough(
                directory.substring(Actor.KEY.length()), shown, by.name(), by.reason())
            : new SystemEvent.DirectoryLetThrough(directory, shown, by.name(), by.reason()),
        origin);
    return true;
  }

  /** Takes as many from what an admin lets through; false if that is not enough. */
  @Transactional
  public boolean take(String directory, int accounts) {
    return jdbc.sql(
                """
                update directory_sync set let_through = let_through - :accounts
                 where directory = :directory and let_through >= :accounts and let_through_until > :now
                """)
            .param("directory", directory)
            .param("accounts", accounts)
            .param("now", clock.instant())
            .update()
        == 1;
  }

  private static final String STOP =
      """
      with former as (select would_disable from directory_sync where directory = :directory and stopped_at is not null)
      update directory_sync set would_disable = :would, linked = :linked, stopped_at = coalesce(stopped_at, :now)
       where directory = :directory
      returning not exists (select from former where would_disable = :would) as changed
      """;

  /**
   * Stops a directory, or notes how many it would disable by now.
   *
   * @return whether the admins are to be told: at first, and once a day
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean stop(String directory, Map<AccountId, String> would, int linked) {
    Instant now = clock.instant();
    boolean changed =
        jdbc.sql(STOP)
            .param("would", would.size())
            .param("linked", linked)
            .param("now", now)
            .param("directory", directory)
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (changed) {
      keep(directory, would);
    }
    return isToBeTold(directory);
  }

  /** Whether the admins are to be told that a source is stopped: at first, and once a day. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean isToBeTold(String directory) {
    Instant now = clock.instant();
    return jdbc.sql(
                """
                update directory_sync set told_at = :now
                 where directory = :directory and (told_at is null or told_at <= :before)
                """)
            .param("now", now)
            .param("before", now.minus(TOLD_AGAIN))
            .param("directory", directory)
            .update()
        == 1;
  }

  private static final String STOP_FOR =
      """
      insert into directory_sync as s (directory, begun_at, stopped_at, would_disable, linked)
      values (:source, :now, :now, 1, :linked)
      on conflict (directory) do update set stopped_at = coalesce(s.stopped_at, excluded.stopped_at),
        would_disable = s.would_disable + 1, linked = excluded.linked
      """;

  /**
   * Stops a source that changes one account at a time, such as a key. An account is counted once,
   * however often that is said.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stopFor(String source, AccountId account, String reason, int linked) {
    if (jdbc.sql(
                """
                insert into directory_leaver (directory, account_id, reason) values (:source, :account, :reason)
                on conflict do nothing
                """)
            .param("source", source)
            .param("account", account.value())
            .param("reason", reason)
            .update()
        == 1) {
      jdbc.sql(STOP_FOR)
          .param("source", source)
          .param("linked", linked)
          .param("now", clock.instant())
          .update();
    }
  }

  /**
   * Notes of such a source that an account was changed, or is not to be. With the last one it goes
   * on.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void leave(String source, AccountId account) {
    int left =
        jdbc.sql("delete from directory_leaver where directory = :source and account_id = :account")
            .param("source", source)
            .param("account", account.value())
            .update();
    if (left == 1
        && jdbc.sql(
                    """
                    update directory_sync set would_disable = would_disable - 1
                     where directory = :source and stopped_at is not null returning would_disable
                    """)
                .param("source", source)
                .query(Integer.class)
                .optional()
                .orElse(1)
            == 0) {
      goOn(source);
    }
  }

  /** Ends the stop of such a source that an admin let go on, once that time is over. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void goOnIfReleased(String source) {
    if (jdbc.sql(
            "select exists (select from directory_sync where directory = :source and let_through_until <= :now)")
        .param("source", source)
        .param("now", clock.instant())
        .query(Boolean.class)
        .single()) {
      goOn(source);
    }
  }

  private void keep(String directory, Map<AccountId, String> would) {
    forget(directory);
    would.entrySet().stream()
        .limit(KEPT)
        .forEach(
            leaver ->
                jdbc.sql(
                        """
                        insert into directory_leaver (directory, account_id, reason) values (:directory, :account, :reason)
                        """)
                    .param("directory", directory)
                    .param("account", leaver.getKey().value())
                    .param("reason", leaver.getValue())
                    .update());
  }

  private void forget(String directory) {
    jdbc.sql("delete from directory_leaver where directory = :directory")
        .param("directory", directory)
        .update();
  }

  /** Goes on: nobody, or no longer too many, would be disabled. */
  @Transactional
  public void goOn(String directory) {
    int stopped =
        jdbc.sql(
                """
                update directory_sync set stopped_at = null, told_at = null, would_disable = 0, let_through = 0,
                  let_through_until = null, let_through_by = null, let_through_by_id = null
                 where directory = :directory and stopped_at is not null
                """)
            .param("directory", directory)
            .update();
    if (stopped == 1) {
      forget(directory);
    }
  }
}
