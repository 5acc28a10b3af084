package org.sallyport.gate.selfservice;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of changes. The row count of a statement decides whether a change is still open. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ChangeStore {
  private final JdbcClient jdbc;
  private final ChangeProperties times;
  private final Clock clock;

  /**
   * Deletes the account's changes that were begun but not finished in time. A finished change is
   * kept until its session ends, so that a late resubmission of its form is recognised.
   */
  void clear(HeldAccount held) {
    jdbc.sql(
            """
            delete from account_change c using sign_in s
             where s.id = c.sign_in_id and s.account_id = :account and c.begun_at <= :first
               and (c.finished_at is null or s.state <> 'complete')
            """)
        .param("account", held.id().value())
        .param("first", first())
        .update();
  }

  /** Stores the change that awaits the second factor, in place of any earlier one. */
  void ask(HeldForChange.Open open, Change change) {
    UUID session = open.session().id().value();
    jdbc.sql(
            "delete from account_change where sign_in_id = :session and (begun_at is null or kind = :kind)")
        .param("session", session)
        .param("kind", change.key())
        .update();
    jdbc.sql("insert into account_change (sign_in_id, kind) values (:session, :kind)")
        .param("session", session)
        .param("kind", change.key())
        .update();
  }

  /**
   * A change that awaits the second factor.
   *
   * @param lost the methods reported as lost
   */
  public record Waiting(Change change, Set<String> lost) {}

  /** The change that awaits the second factor. */
  public Optional<Waiting> requested(SignInId session) {
    return jdbc.sql(
            "select kind, lost from account_change where sign_in_id = :session and begun_at is null")
        .param("session", session.value())
        .query(
            (row, number) -> new Waiting(Change.of(row.getString("kind")).orElseThrow(), lost(row)))
        .optional();
  }

  /** Adds a method reported as lost to the change that awaits the second factor. */
  public void lose(HeldForChange.Open open, String method) {
    jdbc.sql(
            """
            update account_change set lost = array_append(lost, :method)
             where sign_in_id = :session and begun_at is null and not :method = any(lost)
            """)
        .param("method", method)
        .param("session", open.session().id().value())
        .update();
  }

  /** Deletes the change that awaits the second factor. */
  public void cancel(HeldAccount held, SignInId session) {
    jdbc.sql("delete from account_change where sign_in_id = :session and begun_at is null")
        .param("session", session.value())
        .update();
  }

  private static final String BEGIN =
      """
      insert into account_change (sign_in_id, kind, begun_at, lost) values (:session, :kind, :now, :lost)
      on conflict (sign_in_id, kind)
      do update set begun_at = :now, lost = :lost, finished_at = null, contact = null
      """;

  /**
   * Begins the change, discarding an earlier one of the same kind.
   *
   * @param lost methods reported as lost, because of which the change will be delayed; empty if it
   *     takes effect immediately
   */
  public void begin(HeldForChange.Open open, Change change, Set<String> lost) {
    jdbc.sql(BEGIN)
        .param("session", open.session().id().value())
        .param("kind", change.key())
        .param("now", clock.instant())
        .param("lost", lost.stream().sorted().toArray(String[]::new))
        .update();
  }

  /**
   * The methods reported as lost for a change that is begun; empty if it takes effect immediately.
   */
  public Set<String> lost(SignInId session, Change change) {
    return jdbc.sql("select lost from account_change where sign_in_id = :session and kind = :kind")
        .param("session", session.value())
        .param("kind", change.key())
        .query((row, number) -> lost(row))
        .optional()
        .orElse(Set.of());
  }

  private static final String COUNT_BEGUN =
      """
      select count(*) from account_change
       where sign_in_id = :session and kind = :kind and begun_at > :first and finished_at is null
      """;

  /** Whether the change was begun and can still be finished. */
  public boolean isBegun(SignInId session, Change change) {
    return jdbc.sql(COUNT_BEGUN)
            .param("session", session.value())
            .param("kind", change.key())
            .param("first", first())
            .query(Integer.class)
            .single()
        == 1;
  }

  /** Whether the change was begun at any time in this session, finished or not. */
  boolean wasBegun(SignInId session, Change change) {
    return jdbc.sql(
            """
            select exists (select 1 from account_change
                            where sign_in_id = :session and kind = :kind and begun_at is not null)
            """)
        .param("session", session.value())
        .param("kind", change.key())
        .query(Boolean.class)
        .single();
  }

  /**
   * When the change was finished in this session; empty if that is longer ago than the time limit
   * of a change.
   */
  Optional<Instant> finishedAt(SignInId session, Change change) {
    return jdbc.sql(
            """
            select finished_at from account_change
             where sign_in_id = :session and kind = :kind and finished_at > :first
            """)
        .param("session", session.value())
        .param("kind", change.key())
        .param("first", first())
        .query((row, number) -> instant(row, 1))
        .optional();
  }

  private static final String FINISH =
      """
      update account_change set finished_at = :now, contact = null
       where sign_in_id = :session and kind = :kind and begun_at > :first and finished_at is null
      """;

  /** Marks the change as finished; the row count decides. False if it is no longer open. */
  public boolean finish(HeldForChange.Open open, Change change) {
    return jdbc.sql(FINISH)
            .param("now", clock.instant())
            .param("session", open.session().id().value())
            .param("kind", change.key())
            .param("first", first())
            .update()
        == 1;
  }

  /** Deletes a change, in whatever state it is. */
  public void drop(HeldAccount held, SignInId session, Change change) {
    jdbc.sql("delete from account_change where sign_in_id = :session and kind = :kind")
        .param("session", session.value())
        .param("kind", change.key())
        .update();
  }

  /** Deletes all changes of an account, in all of its sessions. */
  public void voidAll(HeldAccount held) {
    jdbc.sql(
            "delete from account_change c using sign_in s where s.id = c.sign_in_id and s.account_id = :account")
        .param("account", held.id().value())
        .update();
  }

  /** Deletes all changes that were begun in a session. */
  public void voidAll(HeldAccount held, SignInId session) {
    jdbc.sql("delete from account_change where sign_in_id = :session")
        .param("session", session.value())
        .update();
  }

  /** The cutoff: a change begun at this time or earlier has expired. */
  private Instant first() {
    Instant first = clock.instant().minus(times.ttl());
    return first;
  }

  private static Set<String> lost(ResultSet row) throws SQLException {
    return Set.of((String[]) row.getArray("lost").getArray());
  }
}
