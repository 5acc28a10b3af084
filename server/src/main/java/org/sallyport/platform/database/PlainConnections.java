package org.sallyport.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Connections outside the pool, to the same database as the same role. */
public final class PlainConnections {
  private PlainConnections() {}

  /** With the pool's time limits: an answer that does not come ends the connection. */
  public static DataSource like(DataSource pool) {
    SimpleDriverDataSource connections = withoutLimits(pool);
    if (pool instanceof HikariDataSource limited) {
      Properties limits = new Properties();
      limits.putAll(limited.getDataSourceProperties());
      limits.setProperty(
          "loginTimeout",
          Long.toString(
              Math.max(1, Duration.ofMillis(limited.getConnectionTimeout()).toSeconds())));
      connections.setConnectionProperties(limits);
    }
    return connections;
  }

  /** For statements that may run for longer than any of a request. */
  static SimpleDriverDataSource withoutLimits(DataSource pool) {
    return DataSourceBuilder.derivedFrom(pool).type(SimpleDriverDataSource.class).build();
  }
}
