package org.sallyport.testing.database;

import org.sallyport.platform.access.DatabaseSnapshot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The snapshot that a request would get with its session. */
@Component
public class Snapshots {
  private final JdbcClient jdbc;

  Snapshots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public DatabaseSnapshot take() {
    return new DatabaseSnapshot(
        jdbc.sql("select pg_current_snapshot()::text").query(String.class).single());
  }
}
