package org.sallyport.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How PostgreSQL is started. The library's defaults are for tests; these are for data that matters:
 * written through to the disk, reached from this machine only, by password only.
 */
final class Postgres {
  private static final Duration RECOVERY = Duration.ofMinutes(5);

  private final DataFolder folder;
  private final EmbeddedConnection secrets;

  Postgres(DataFolder folder, EmbeddedConnection secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  /**
   * Starts a server on the files, making them if there are none.
   *
   * @throws IOException if it does not answer in time; then it is stopped
   */
  EmbeddedPostgres start(Path cluster) throws IOException {
    Path password = folder.postgres().resolve("password.new");
    try {
      Files.deleteIfExists(password);
      Files.createFile(password, DataFolder.OWNER_ONLY);
      Files.writeString(password, secrets.superuserPassword());
      return builder(password).setDataDirectory(cluster).start();
    } catch (IOException | RuntimeException e) {
      LeftoverServer.stop(cluster);
      throw new IOException("the database does not start, see " + folder.log(), e);
    } finally {
      Files.deleteIfExists(password);
    }
  }

  private EmbeddedPostgres.Builder builder(Path password) {
    // Beside unpacking, the library tidies up in this folder; its own default is one that every
    // user of the machine can write.
    System.setProperty("ot.epg.working-dir", folder.program().toString());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.program().toFile())
            .setPgBinaryResolver(
                (system, hardware) ->
                    DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, hardware))
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(RECOVERY)
            .setConnectConfig("password", secrets.superuserPassword())
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
    initialise(builder, password);
    configure(builder);
    return builder;
  }

  /** Passwords from the first moment on, and an order of letters that no update changes. */
  private static void initialise(EmbeddedPostgres.Builder builder, Path password) {
    builder
        .setLocaleConfig("pwfile", password.toString())
        .setLocaleConfig("auth-local", "scram-sha-256")
        .setLocaleConfig("auth-host", "scram-sha-256")
        .setLocaleConfig("locale", "C")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8");
  }

  private static void configure(EmbeddedPostgres.Builder builder) {
    builder
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("max_connections", "100")
        // One file a weekday, without the values of rows.
        .setServerConfig("logging_collector", "on")
        .setServerConfig("log_filename", "postgresql-%a.log")
        .setServerConfig("log_rotation_age", "1d")
        .setServerConfig("log_truncate_on_rotation", "on")
        .setServerConfig("log_error_verbosity", "terse");
  }
}
