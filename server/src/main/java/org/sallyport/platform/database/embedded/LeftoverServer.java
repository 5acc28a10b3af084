package org.sallyport.platform.database.embedded;

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
 * The PostgreSQL server that runs on a data directory, possibly left running by an application that
 * was killed.
 */
final class LeftoverServer {
  private static final int STOP_SECONDS = 120;
  private static final int ORPHAN_SECONDS = 20;

  private LeftoverServer() {}

  /**
   * Stops the server on this data directory, if one runs. The caller must hold the data directory
   * lock.
   *
   * @throws IOException if it does not stop
   */
  static void stop(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    Optional<ProcessHandle> server = pid(pidFile).flatMap(ProcessHandle::of);
    if (server.isPresent() && runsOn(server.get(), cluster)) {
      stop(server.get());
    } else {
      // A killed server's processes may still write for a moment. Without the file PostgreSQL
      // could not tell, and with it, it would refuse to start if the process id belongs to another
      // program by now.
      endOrphans(cluster);
      Files.deleteIfExists(pidFile);
    }
  }

  /**
   * Ends what is left of a server that was killed. As after any crash, the next server recovers the
   * data.
   */
  private static void endOrphans(Path cluster) throws IOException {
    List<ProcessHandle> orphans =
        ProcessHandle.allProcesses().filter(process -> worksIn(process, cluster)).toList();
    orphans.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle orphan : orphans) {
      awaitEnd(orphan, ORPHAN_SECONDS);
    }
  }

  private static boolean worksIn(ProcessHandle process, Path cluster) {
    Path place = Path.of("/proc", Long.toString(process.pid()));
    try {
      return Files.readSymbolicLink(place.resolve("exe")).endsWith("postgres")
          && place.resolve("cwd").toRealPath().equals(cluster.toRealPath());
    } catch (IOException e) {
      return false;
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
   * Whether the process is the server of this cluster, by its working directory or else by its
   * command line: the working directory may be unreadable even for root without all capabilities.
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

  /**
   * Sends SIGINT (fast shutdown): the server closes its connections, writes a checkpoint and exits.
   */
  private static void stop(ProcessHandle server) throws IOException {
    String pid = Long.toString(server.pid());
    sendInterrupt(pid);
    awaitEnd(server, STOP_SECONDS);
  }

  private static void awaitEnd(ProcessHandle server, int seconds) throws IOException {
    long pid = server.pid();
    try {
      server.onExit().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the database server " + pid + " does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the database server " + pid + " stops", e);
    }
  }

  private static void sendInterrupt(String pid) throws IOException {
    new ProcessBuilder("sh", "-c", "kill -INT " + pid)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
