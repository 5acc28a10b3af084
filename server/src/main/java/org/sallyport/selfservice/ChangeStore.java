package org.sallyport.selfservice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of changes. Each is written under the held row of the account; whether a change still
 * counts is decided by the row count of a statement.
 */
@Repository
@EnableConfigurationProperties(ChangeProperties.class)
public class ChangeStore {
  private final JdbcClient jdbc;
  private final ChangeProperties times;
  private final Clock clock;

  ChangeStore(JdbcClient jdbc, ChangeProperties times, Clock clock) {
    this.jdbc = jdbc;
    this.times = times;
    this.clock = clock;
  }

  /**
   * Nothing is kept of an account's changes that were begun and not finished in time. One that was
   * finished is known as long as its session: a form that comes late is no stranger's.
   */
  void clear(AccountId account) {
    jdbc.sql(
            """
            delete from account_change c using sign_in s
             where s.id = c.sign_in_id and s.account_id = :account and c.begun_at <= :first
               and (c.finished_at is null or s.state <> 'complete')
            """)
        .param("account", account.value())
        .param("first", first())
        .update();
  }

  /** The change waits for the second factor; one that waited before waits no more. */
  void ask(SignInId session, Change change) {
    jdbc.sql(
            "delete from account_change where sign_in_id = :session and (begun_at is null or kind = :kind)")
        .param("session", session.value())
        .param("kind", change.key())
        .update();
    jdbc.sql("insert into account_change (sign_in_id, kind) values (:session, :kind)")
        .param("session", session.value())
        .param("kind", change.key())
        .update();
  }

  /**
   * A change that waits for the second factor.
   *
   * @param lost the methods that are said to be lost
   */
  public record Waiting(Change change, Set<String> lost) {}

  /** The change that waits for the second factor. */
  public Optional<Waiting> asked(SignInId session) {
    return jdbc.sql(
            "select kind, lost from account_change where sign_in_id = :session and begun_at is null")
        .param("session", session.value())
        .query(
            (row, number) -> new Waiting(Change.of(row.getString("kind")).orElseThrow(), lost(row)))
        .optional();
  }

  /** Notes that a method is said to be lost, for the change that waits for the second factor. */
  public void lose(SignInId session, String method) {
    jdbc.sql(
            """
            update account_change set lost = array_append(lost, :method)
             where sign_in_id = :session and begun_at is null and not :method = any(lost)
            """)
        .param("method", method)
        .param("session", session.value())
        .update();
  }

  /** No change waits for the second factor any more. */
  public void cancel(SignInId session) {
    jdbc.sql("delete from account_change where sign_in_id = :session and begun_at is null")
        .param("session", session.value())
        .update();
  }

  /**
   * The change is begun, from nothing.
   *
   * @param lost methods that are said to be lost, for which it has to wait; empty if it need not
   */
  public void begin(SignInId session, Change change, Set<String> lost) {
    jdbc.sql(
            """
            insert into account_change (sign_in_id, kind, begun_at, lost) values (:session, :kind, :now, :lost)
            on conflict (sign_in_id, kind)
            do update set begun_at = :now, lost = :lost, finished_at = null, contact = null
            """)
        .param("session", session.value())
        .param("kind", change.key())
        .param("now", Timestamp.from(clock.instant()))
        .param("lost", lost.stream().sorted().toArray(String[]::new))
        .update();
  }

  /**
   * The methods that are said to be lost, for a change that is begun; empty if it need not wait.
   */
  public Set<String> lost(SignInId session, Change change) {
    return jdbc.sql("select lost from account_change where sign_in_id = :session and kind = :kind")
        .param("session", session.value())
        .param("kind", change.key())
        .query((row, number) -> lost(row))
        .optional()
        .orElse(Set.of());
  }

  /** Whether the change was begun, and still can be finished. */
  public boolean isBegun(SignInId session, Change change) {
    return jdbc.sql(
                """
            select count(*) from account_change
             where sign_in_id = :session and kind = :kind and begun_at > :first and finished_at is null
            """)
            .param("session", session.value())
            .param("kind", change.key())
            .param("first", first())
            .query(Integer.class)
            .single()
        == 1;
  }

  /** Whether the change was begun at some time in this session, and finished or not. */
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

  /** When the change was made in this session, some minutes ago at most. */
  Optional<Instant> finishedAt(SignInId session, Change change) {
    return jdbc.sql(
            """
            select finished_at from account_change
             where sign_in_id = :session and kind = :kind and finished_at > :first
            """)
        .param("session", session.value())
        .param("kind", change.key())
        .param("first", first())
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  /** Takes the change as made; the row count decides. False if it is not begun any more. */
  public boolean finish(SignInId session, Change change) {
    return jdbc.sql(
                """
                update account_change set finished_at = :now, contact = null
                 where sign_in_id = :session and kind = :kind and begun_at > :first and finished_at is null
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("session", session.value())
            .param("kind", change.key())
            .param("first", first())
            .update()
        == 1;
  }

  /** Nothing is left of a change that was begun. */
  public void drop(SignInId session, Change change) {
    jdbc.sql("delete from account_change where sign_in_id = :session and kind = :kind")
        .param("session", session.value())
        .param("kind", change.key())
        .update();
  }

  /** Nothing is left of any change of an account, in whatever session it was begun. */
  public void voidAll(AccountId account) {
    jdbc.sql(
            "delete from account_change c using sign_in s where s.id = c.sign_in_id and s.account_id = :account")
        .param("account", account.value())
        .update();
  }

  /** Nothing is left of any change that was begun in a session. */
  public void voidAll(SignInId session) {
    jdbc.sql("delete from account_change where sign_in_id = :session")
        .param("session", session.value())
        .update();
  }

  /** What was begun at this moment or before is over. */
  private Timestamp first() {
    Instant first = clock.instant().minus(times.finish());
    return Timestamp.from(first);
  }

  private static Set<String> lost(ResultSet row) throws SQLException {
    return Set.of((String[]) row.getArray("lost").getArray());
  }
}
