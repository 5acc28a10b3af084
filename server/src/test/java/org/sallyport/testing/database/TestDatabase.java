package org.sallyport.testing.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  /**
   * The oldest version that {@code docs/postgresql.md} promises, unless the whole suite is to run
   * on another one.
   */
  public static final String VERSION = System.getProperty("postgres.version", "15");

  /** The embedded version, whose binaries are on the class path. */
  public static final String EMBEDDED = "18";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final Map<String, Server> SERVERS = new ConcurrentHashMap<>();

  private TestDatabase() {}

  /** The settings that connect an application to a new, empty database. */
  public static Map<String, Object> fresh() {
    return freshOn(VERSION);
  }

  /** The same on a version, for example "18". */
  public static Map<String, Object> freshOn(String version) {
    return server(version).create("template1");
  }

  /** The settings for a new database with the tables of this version, and without rows. */
  public static Map<String, Object> migrated() {
    return migratedOn(VERSION);
  }

  /** The same on a version, for example "18". */
  public static Map<String, Object> migratedOn(String version) {
    Server server = server(version);
    return server.create(server.template());
  }

  /** Started on first use. */
  private static Server server(String version) {
    return SERVERS.computeIfAbsent(version, Server::new);
  }

  /** A database server; the migrations run once, in a database that the others are copied from. */
  private static final class Server {
    private static final String TEMPLATE = "sallyport_template";

    private final EmbeddedPostgres postgres;
    private boolean templateMade;

    Server(String version) {
      EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
      if (!version.equals(EMBEDDED)) {
        builder.setPgBinaryResolver((system, machine) -> binaries(version));
      }
      try {
        postgres =
            builder
                // Unlike one that it finds itself, no connection takes it before it is listened on.
                .setPort(FreePorts.next())
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("max_connections", MANY)
                .setServerConfig("fsync", FSYNC)
                // As in operation; otherwise "off" is its default.
                .setServerConfig("synchronous_commit", "on")
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

  /** From the folder in which the build stores those of each version. */
  private static InputStream binaries(String version) throws IOException {
    Path jar = Path.of("..", "server", "target", "postgres", version + ".jar");
    if (Files.notExists(jar)) {
      throw new IllegalStateException("no " + jar + ": run mvn -pl server process-test-resources");
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      InputStream packed = zip.getInputStream(zip.getEntry("postgres-linux-x86_64.txz"));
      return new ByteArrayInputStream(packed.readAllBytes());
    }
  }
}
