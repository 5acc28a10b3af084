package org.sallyport.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL for the tests of one JVM; every application context has a database of its own in it.
 */
public final class TestDatabase {
  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** The settings that lead an application to a new, empty database. */
  public static Map<String, Object> fresh() {
    String name = "sallyport" + COUNT.incrementAndGet();
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "spring.datasource.url", SERVER.getJdbcUrl("postgres", name),
        "spring.datasource.username", "postgres",
        "spring.datasource.password", "postgres");
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
