package org.sallyport.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL server that runs on a folder of files, whoever started it: it outlives an
 * application that was killed.
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
      stop(server.get());
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

  /**
   * Where a server works, or else what it was started on: the first may not be ours to see, where
   * root is not allowed everything.
   */
  private static boolean runsOn(ProcessHandle process, Path cluster) {
    Path place = Path.of("/proc", Long.toString(process.pid()));
    try {
      return place.resolve("cwd").toRealPath().equals(cluster.toRealPath());
    } catch (IOException e) {
      return wasStartedOn(place.resolve("cmdline"), cluster);
    }
  }

  private static boolean wasStartedOn(Path words, Path cluster) {
    try {
      List<String> command =
          List.of(new String(Files.readAllBytes(words), StandardCharsets.UTF_8).split("\0"));
      int option = command.indexOf("-D");
      return option > 0
          && option + 1 < command.size()
          && command.getFirst().endsWith("/postgres")
          && Files.isSameFile(Path.of(command.get(option + 1)), cluster);
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGINT: it ends its connections, writes everything down and goes. */
  private static void stop(ProcessHandle server) throws IOException {
    String pid = Long.toString(server.pid());
    new ProcessBuilder("sh", "-c", "kill -INT " + pid)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    try {
      server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the database server " + pid + " does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the database server " + pid + " stops", e);
    }
  }
}
