package org.sallyport.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens the connections of a pool, and tries again at short intervals after the database has gone.
 * The pool alone waits for twice as long after each failure, up to 5 seconds, so it would notice
 * late that another server has taken over.
 */
@RequiredArgsConstructor
final class RetriedConnections extends AbstractDataSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long INTERVAL_MILLIS = 250;

  /** The server cannot be reached (08), or is being started or stopped (57P). */
  private static final Set<String> AWAY = Set.of("08", "57");

  private final DataSource connections;
  private volatile boolean hasConnected;
  private volatile boolean failing;
  private int loginTimeout;

  /**
   * Lets a pool that is not in use yet open its connections this way. The isolation level is set,
   * because a pool asks its first connection for it: one that breaks at that moment leaves the pool
   * with a level that the database refuses for every connection after it.
   */
  static void serve(HikariDataSource pool) {
    if (pool.getDataSource() == null) {
      pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
      pool.setDataSource(new RetriedConnections(PlainConnections.like(pool)));
    }
  }

  /** Whether the last connection could not be opened. */
  boolean isFailing() {
    return failing;
  }

  @Override
  public Connection getConnection() throws SQLException {
    long start = System.nanoTime();
    while (true) {
      try {
        Connection connection = connections.getConnection();
        hasConnected = true;
        failing = false;
        return connection;
      } catch (SQLException e) {
        failing = true;
        if (!isWorthTrying(e, start) || !sleeps()) {
          throw e;
        }
      }
    }
  }

  /** The server that has never been reached may be the wrong one. */
  private boolean isWorthTrying(SQLException fault, long start) {
    String state = Objects.requireNonNullElse(fault.getSQLState(), "");
    return hasConnected
        && state.length() > 2
        && AWAY.contains(state.substring(0, 2))
        && System.nanoTime() - start < PATIENCE.toNanos();
  }

  private static boolean sleeps() {
    try {
      TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
      return true;
    } catch (InterruptedException e) {
      // The pool is being closed.
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The pool's user is that of the connections. */
  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }
}
