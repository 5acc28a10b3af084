package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.sallyport.platform.crypto.RandomValues;

/**
 * Gives the roles of a database without a server new passwords, and writes them beside it. A backup
 * has none: they would open the running database too.
 */
final class PasswordRenewal {
  private PasswordRenewal() {}

  /**
   * Runs PostgreSQL in single-user mode, which listens nowhere and asks for no password.
   *
   * @throws IOException if it does not run
   */
  static void on(DataFolder folder, RandomValues random) throws IOException {
    EmbeddedConnection secrets = new EmbeddedConnection(0, random.token(), random.token());
    PostgresUser postgresUser = PostgresUser.here();
    PostgresBinaries binaries = PostgresBinaries.in(folder.program());
    postgresUser.take(folder.cluster());
    List<String> command =
        postgresUser.command(
            binaries.named("postgres").toString(),
            "--single",
            "-D",
            folder.cluster().toString(),
            Postgres.SUPERUSER);
    if (run(command, folder, statements(secrets)) != 0) {
      throw new IOException("the restored database does not start, see " + folder.log());
    }
    secrets.write(folder.connection());
  }

  /** The passwords have only letters, digits, hyphens and underscores. */
  private static String statements(EmbeddedConnection secrets) {
    return String.format(
        Locale.ROOT,
        "alter role %s password '%s'%nalter role %s password '%s'%n",
        Postgres.SUPERUSER,
        secrets.superuserPassword(),
        EmbeddedConnection.ROLE,
        secrets.password());
  }

  private static int run(List<String> command, DataFolder folder, String statements)
      throws IOException {
    Path log = folder.log();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.postgres().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    Process server = builder.start();
    try (Writer words = server.outputWriter(StandardCharsets.UTF_8)) {
      words.write(statements);
    }
    try {
      return server.waitFor();
    } catch (InterruptedException e) {
      server.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
