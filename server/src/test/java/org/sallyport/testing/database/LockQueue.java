package org.sallyport.testing.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Poll;
import org.springframework.stereotype.Component;

/** Runs two operations that wait for one database lock, in a known order. */
@Component
public class LockQueue {
  private static final String ACCOUNT = "select from account where id = ? for no key update";
  private static final long IMPORTS = 7_316_544_021L;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final DataSource database;
  private final Rows rows;

  LockQueue(DataSource database, Rows rows) {
    this.database = database;
    this.rows = rows;
  }

  /**
   * Locks the account's row until both operations wait for it, the first before the second; then
   * releases it.
   */
  public List<Browser.Page> inTurn(
      AccountId account, Callable<Browser.Page> first, Callable<Browser.Page> second)
      throws Exception {
    return inTurn(ACCOUNT, account.value(), first, second);
  }

  /** The same with the advisory lock that imports take. */
  public List<Browser.Page> inTurnOfImports(
      Callable<Browser.Page> first, Callable<Browser.Page> second) throws Exception {
    return inTurn("select pg_advisory_xact_lock(?)", IMPORTS, first, second);
  }

  /** The same with the lock that the statement takes. */
  public List<Browser.Page> inTurn(
      String lock, Object parameter, Callable<Browser.Page> first, Callable<Browser.Page> second)
      throws Exception {
    try (Connection holder = holding(lock, parameter);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Browser.Page> one = threads.submit(first);
      awaitWaiting(1, one);
      Future<Browser.Page> two = threads.submit(second);
      while (!bothWait(one, two)) {
        one = threads.submit(first);
        awaitWaiting(1, one);
        two = threads.submit(second);
      }
      holder.rollback();
      Browser.Page last = two.get();
      return List.of(one.get(), waitedTooLong(last) ? second.call() : last);
    }
  }

  /** Whether both wait; false if the first gave up before the second was there. */
  private boolean bothWait(Future<Browser.Page> one, Future<Browser.Page> two) throws Exception {
    Poll.until(TIMEOUT, () -> waiting() >= 2 || one.isDone() || two.isDone());
    if (one.isDone() && waitedTooLong(one.get())) {
      assertThat(waitedTooLong(two.get())).as(() -> "answered: " + answer(two)).isTrue();
      return false;
    }
    awaitWaiting(2, two);
    return true;
  }

  /** On a busy machine, one may wait longer than the second after which it is to come again. */
  private static boolean waitedTooLong(Browser.Page answer) {
    return answer.status() == 429 && "1".equals(answer.header("Retry-After"));
  }

  /**
   * Runs an operation that waits for the account's row while another statement on that account
   * completes.
   */
  public Browser.Page behind(AccountId account, String statement, Callable<Browser.Page> act)
      throws Exception {
    try (Connection holder = holding(account);
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Browser.Page> answer = thread.submit(act);
      awaitWaiting(1, answer);
      execute(holder, statement, account.value());
      holder.commit();
      return answer.get();
    }
  }

  /** A connection that locks the account's row until its transaction ends. */
  public Connection holding(AccountId account) throws SQLException {
    return holding(ACCOUNT, account.value());
  }

  private Connection holding(String lock, Object parameter) throws SQLException {
    Connection holder = database.getConnection();
    holder.setAutoCommit(false);
    execute(holder, lock, parameter);
    return holder;
  }

  private static void execute(Connection connection, String sql, Object parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, parameter);
      statement.execute();
    }
  }

  /** Waits until this number of backends of the database wait for a lock, the last for an act. */
  private void awaitWaiting(int count, Future<Browser.Page> last) {
    boolean waiting = Poll.until(TIMEOUT, () -> waiting() >= count || last.isDone());
    assertThat(last.isDone()).as(() -> "answered without the lock: " + answer(last)).isFalse();
    assertThat(waiting).as("%d acts wait for the lock", count).isTrue();
  }

  private static String answer(Future<Browser.Page> act) {
    return act.state() == Future.State.SUCCESS
        ? act.resultNow().status() + " " + act.resultNow().location() + act.resultNow().text()
        : act.state().toString();
  }

  private int waiting() {
    Object waiting =
        rows.query(
                "select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
            .getFirst()
            .get("n");
    return Integer.parseInt(String.valueOf(waiting));
  }
}
