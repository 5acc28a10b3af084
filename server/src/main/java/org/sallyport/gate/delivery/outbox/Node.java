package org.sallyport.gate.delivery.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.KeyRing;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.database.PlainConnections;
import org.sallyport.platform.database.TypedParameters;
import org.sallyport.platform.nodes.RunningNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Identifies this process among those on the same database by a random number, held as a PostgreSQL
 * advisory lock on a connection of its own. If another node can take the lock of a number, that
 * number's process has died or lost its connection. Messages are marked on that same connection, so
 * that none is marked under a number that is no longer held. After a lost connection the node takes
 * a new number. The connection's name tells the others its version and keys, see {@link
 * RunningNode}.
 */
@Component
public class Node implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** The database server detects a dead peer within half a minute. */
  private static final String SESSION =
      """
      set idle_session_timeout = 0;
      set tcp_keepalives_idle = 10;
      set tcp_keepalives_interval = 5;
      set tcp_keepalives_count = 3;
      """;

  private final DataSource connections;
  private final RandomValues random;
  private final KeyRing keys;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable Held held;

  public Node(DataSource pool, RandomValues random, KeyRing keys) {
    this.connections = PlainConnections.like(pool);
    this.random = random;
    this.keys = keys;
  }

  /** A number and the session that holds it. */
  private record Held(long number, SingleConnectionDataSource session, JdbcClient jdbc) {}

  /**
   * Runs a statement with the held number, on its session, with auto-commit.
   *
   * @throws DataAccessException if it fails; the next statement runs under a new number
   */
  public <T> T mark(BiFunction<JdbcClient, Long, T> statement) {
    turn.lock();
    try {
      Held now = held == null ? take() : held;
      return statement.apply(now.jdbc(), now.number());
    } catch (DataAccessException e) {
      drop();
      throw e;
    } finally {
      turn.unlock();
    }
  }

  /** Takes a number if none is held, so that other processes see that this node runs. */
  void hold() {
    mark((session, number) -> session.sql("select 1").query(Integer.class).single());
  }

  private Held take() {
    long number = random.id().getLeastSignificantBits();
    SingleConnectionDataSource session = new SingleConnectionDataSource(connect(), true);
    JdbcClient jdbc = JdbcClient.create(new TypedParameters(new JdbcTemplate(session)));
    held = new Held(number, session, jdbc);
    jdbc.sql(SESSION).update();
    jdbc.sql("select set_config('application_name', :name, false)")
        .param("name", RunningNode.self(keys.ids()).applicationName())
        .query(String.class)
        .single();
    jdbc.sql("select pg_advisory_lock(:number)")
        .param("number", number)
        .query((row, count) -> count)
        .single();
    LOG.debug("this node's number is {}", number);
    return held;
  }

  private Connection connect() {
    try {
      return connections.getConnection();
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("the database cannot be reached", e);
    }
  }

  private void drop() {
    if (held != null) {
      held.session().destroy();
      held = null;
    }
  }

  /** Releases the number, so that other nodes can process remaining messages. */
  @Override
  public void destroy() {
    turn.lock();
    try {
      drop();
    } finally {
      turn.unlock();
    }
  }
}
