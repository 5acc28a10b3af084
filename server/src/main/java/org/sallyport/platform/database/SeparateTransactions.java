package org.sallyport.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Short transactions of their own, on connections of their own, for counters that many requests
 * share. A row that is updated in the transaction of a request is locked until that request
 * commits, and everybody else behind the same address, or of the same installation, waits for it.
 *
 * <p>The caller may be within a transaction and hold rows there. Therefore the work must touch
 * nothing but counters and must not begin another transaction: then it never waits for a row of a
 * caller, and needs no connection that a caller holds.
 */
@Component
public class SeparateTransactions implements DisposableBean {
  private static final int MAX_CONNECTIONS = 4;

  /**
   * More rows than the memory that {@link #STORES} allows takes: PostgreSQL writes them to a file,
   * which it deletes at once. It fails while the disk is full.
   */
  private static final String WRITES_A_FILE =
      """
      select current_setting('transaction_read_only') = 'off' and count(*) > 0
        from generate_series(1, 20000)
      """;

  private static final String STORES = "set local work_mem = '64kB'";

  private final HikariDataSource connections;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  public SeparateTransactions(DataSource requests, SQLExceptionTranslator states) {
    connections = DataSourceBuilder.derivedFrom(requests).type(HikariDataSource.class).build();
    connections.setPoolName("counters");
    connections.setMaximumPoolSize(MAX_CONNECTIONS);
    connections.setMinimumIdle(0);
    connections.setInitializationFailTimeout(-1);
    copyTimeouts(requests);
    RetriedConnections.serve(connections);
    JdbcTemplate statements = new JdbcTemplate(connections);
    statements.setExceptionTranslator(states);
    jdbc = JdbcClient.create(new TypedParameters(statements));
    transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
  }

  /** Those of the connections of requests, with the longest wait for a row and for an answer. */
  private void copyTimeouts(DataSource requests) {
    if (requests instanceof HikariDataSource pool) {
      connections.setConnectionTimeout(pool.getConnectionTimeout());
      connections.setValidationTimeout(pool.getValidationTimeout());
      connections.setConnectionInitSql(pool.getConnectionInitSql());
      connections.setDataSourceProperties(pool.getDataSourceProperties());
    }
  }

  /** Its statements take part in the transaction of {@link #run}. */
  public JdbcClient jdbc() {
    return jdbc;
  }

  /** Runs the work and commits, whatever becomes of the caller's transaction. */
  public <T> T run(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }

  /** Runs the work, and rolls it back with all that it does by {@link #run}. */
  public <T> T rehearse(Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              return work.get();
            }));
  }

  /**
   * Whether the database answers in time, and takes changes. If not, its connections are replaced.
   */
  boolean answers(int seconds) {
    boolean answers = isValid(seconds);
    HikariPoolMXBean pool = connections.getHikariPoolMXBean();
    if (!answers && pool != null) {
      pool.softEvictConnections();
    }
    return answers;
  }

  private boolean isValid(int seconds) {
    try (Connection connection = connections.getConnection()) {
      return connection.isValid(seconds) && takesChanges(connection);
    } catch (SQLException e) {
      return false;
    }
  }

  /** The former primary may go on as a standby, and a disk may be full. */
  private static boolean takesChanges(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(STORES);
      try (ResultSet row = statement.executeQuery(WRITES_A_FILE)) {
        return row.next() && row.getBoolean(1);
      }
    } finally {
      connection.rollback();
    }
  }

  @Override
  public void destroy() {
    connections.close();
  }
}
