package org.sallyport.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The PostgreSQL server that runs on a folder of files though nobody here started it: it outlives
 * an application that was killed.
 */
final class LeftoverServer {
  private static final int STOP_SECONDS = 120;

  private LeftoverServer() {}

  /**
   * Stops the server on these files, if one runs. To be called by the owner of the data only.
   *
   * @throws IOException if it does not stop
   */
  static void stop(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    Optional<ProcessHandle> server = pid(pidFile).flatMap(ProcessHandle::of);
    if (server.isPresent() && runsOn(server.get(), cluster)) {
      stop(server.get(), cluster);
    } else {
      // The process id may be another program's by now, at which PostgreSQL would refuse to start.
      Files.deleteIfExists(pidFile);
    }
  }

  private static Optional<Long> pid(Path pidFile) throws IOException {
    if (Files.notExists(pidFile)) {
      return Optional.empty();
    }
    return Files.readAllLines(pidFile).stream()
        .findFirst()
        .filter(line -> line.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  private static boolean runsOn(ProcessHandle process, Path cluster) {
    try {
      Path place = Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath();
      return place.equals(cluster.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private static void stop(ProcessHandle server, Path cluster) throws IOException {
    Path program = Path.of("/proc", Long.toString(server.pid()), "exe").toRealPath();
    List<String> command = new ArrayList<>();
    if (owner().equals("root")) {
      // PostgreSQL refuses root; in a user namespace of its own it sees nobody in particular.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(program.resolveSibling("pg_ctl").toString(), "-D", cluster.toString()));
    command.addAll(List.of("-m", "fast", "-w", "-t", Integer.toString(STOP_SECONDS), "stop"));
    Process stop =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!succeeds(stop)) {
      throw new IOException("the database server " + server.pid() + " does not stop");
    }
  }

  private static boolean succeeds(Process stop) {
    try {
      return stop.waitFor(STOP_SECONDS, TimeUnit.SECONDS) && stop.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String owner() {
    return ProcessHandle.current().info().user().orElse("");
  }
}
