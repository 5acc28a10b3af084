package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;

/** Starts PostgreSQL with durable writes, reachable from this machine and by password only. */
@RequiredArgsConstructor
final class Postgres {
  static final String SUPERUSER = "postgres";

  private static final Duration RECOVERY_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "100",
          // One log file per weekday, without the values of rows.
          "logging_collector", "on",
          "log_filename", "postgresql-%a.log",
          "log_rotation_age", "1d",
          "log_truncate_on_rotation", "on",
          "log_error_verbosity", "terse");

  private final DataFolder folder;
  private final EmbeddedConnection secrets;
  private final PostgresUser postgresUser;

  /**
   * Starts a server on the data directory, which is initialised if it is empty.
   *
   * @return the running server
   * @throws IOException if it is not ready in time; it is then stopped
   */
  Running start(Path cluster) throws IOException {
    try {
      PostgresBinaries postgresBinaries = PostgresBinaries.in(folder.program());
      if (Files.notExists(cluster.resolve("PG_VERSION"))) {
        make(cluster, postgresBinaries);
      }
      postgresUser.take(cluster);
      int port = freePort();
      Process server = run(serverOn(cluster, port, postgresBinaries));
      waitUntilReady(server, cluster);
      return new Running(port, server);
    } catch (IOException e) {
      LeftoverServer.stop(cluster);
      throw new IOException("the database does not start, see " + folder.log(), e);
    }
  }

  /**
   * A server that accepts connections.
   *
   * @param port on the loopback address
   */
  record Running(int port, Process process) {}

  /**
   * Runs initdb with password authentication from the start, and a collation that no update of a
   * library changes.
   */
  private void make(Path cluster, PostgresBinaries postgresBinaries) throws IOException {
    Files.createDirectories(cluster);
    postgresUser.take(cluster);
    Path password = folder.postgres().resolve("password.new");
    try {
      Files.deleteIfExists(password);
      Files.createFile(password, DataFolder.OWNER_ONLY);
      Files.writeString(password, secrets.superuserPassword());
      Process initdb =
          run(
              postgresUser.command(
                  postgresBinaries.named("initdb").toString(),
                  "--pgdata=" + cluster,
                  "--username=" + SUPERUSER,
                  "--pwfile=" + password,
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8"));
      if (initdb.onExit().join().exitValue() != 0) {
        throw new IOException("no new database");
      }
    } finally {
      Files.deleteIfExists(password);
    }
  }

  /**
   * The command of a server in a session of its own: Ctrl-C must reach this process only, which
   * stops the server when it is no longer needed.
   */
  private List<String> serverOn(Path cluster, int port, PostgresBinaries postgresBinaries) {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(
        postgresUser.command(
            postgresBinaries.named("postgres").toString(),
            "-D",
            cluster.toString(),
            "-p",
            Integer.toString(port)));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  private Process run(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.postgres().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder.start();
  }

  /**
   * Waits for "ready" in the eighth line of the server's postmaster.pid, as {@code pg_ctl} does.
   */
  private static void waitUntilReady(Process server, Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    long start = System.nanoTime();
    while (System.nanoTime() - start < RECOVERY_TIMEOUT.toNanos()) {
      if (!server.isAlive()) {
        throw new IOException("it ended with " + server.exitValue());
      }
      if (Files.exists(pidFile)) {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() > 7
            && lines.getFirst().equals(Long.toString(server.pid()))
            && lines.get(7).strip().equals("ready")) {
          return;
        }
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    throw new IOException("it is not ready after " + RECOVERY_TIMEOUT);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
