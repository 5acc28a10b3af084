package org.sallyport.demo.archive;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.sallyport.demo.Ports;
import org.sallyport.demo.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A separate Orthanc: a child process on a free port, with a credential generated for this run. If
 * it dies, it is started again, a few times.
 */
public final class Orthanc implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final int MAX_ATTEMPTS = 3;
  private static final int MAX_RESTARTS = 5;
  private static final String USER = "sallyport";
  private static final Logger LOG = LoggerFactory.getLogger(Orthanc.class);

  private final OrthancFolder folder;
  private final OrthancApi api;
  private final String password;
  private Process process;
  private int restarts;
  private boolean closed;

  private Orthanc(Process process, OrthancFolder folder, OrthancApi api, String password) {
    this.process = process;
    this.folder = folder;
    this.api = api;
    this.password = password;
  }

  /**
   * Starts it on a folder; an instance left over from an earlier run is stopped first.
   *
   * @throws Refused if it does not start
   */
  public static Orthanc start(Path place) throws IOException {
    OrthancFolder folder = OrthancFolder.make(place);
    folder.stopLeftover();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      // Another process may take the port between its choice and its use.
      Orthanc started = spawn(folder, Ports.free());
      if (started.comesUp()) {
        started.watch();
        return started;
      }
      started.close();
    }
    throw new Refused("the archive does not start, see " + folder.log());
  }

  private static Orthanc spawn(OrthancFolder folder, int port) throws IOException {
    String password = UUID.randomUUID().toString();
    folder.configure(port, USER, password);
    Process process = folder.command().start();
    Files.writeString(folder.pid(), Long.toString(process.pid()));
    URI root = URI.create("http://127.0.0.1:" + port);
    return new Orthanc(process, folder, new OrthancApi(root, USER, password), password);
  }

  private synchronized void watch() {
    var unused = process.onExit().thenAccept(this::restart);
  }

  private synchronized void restart(Process died) {
    if (closed) {
      return;
    }
    if (restarts == MAX_RESTARTS) {
      LOG.error("the archive died with {} once more, and stays away", died.exitValue());
      return;
    }
    restarts++;
    LOG.warn(
        "the archive died with {} and is started again, {} of {}, see {}",
        died.exitValue(),
        restarts,
        MAX_RESTARTS,
        folder.log());
    try {
      process = folder.command().redirectOutput(Redirect.appendTo(folder.log().toFile())).start();
      Files.writeString(folder.pid(), Long.toString(process.pid()));
      watch();
    } catch (IOException e) {
      LOG.error("the archive does not start again", e);
    }
  }

  private boolean comesUp() {
    long start = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - start < START_TIMEOUT.toNanos()) {
      if (api.answers()) {
        return true;
      }
      try {
        Thread.sleep(POLL_INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  public OrthancApi api() {
    return api;
  }

  public URI root() {
    return api.root();
  }

  public URI dicomWeb() {
    return api.root().resolve("/dicom-web");
  }

  public String username() {
    return USER;
  }

  public String password() {
    return password;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    OrthancFolder.stop(process.toHandle());
    Files.deleteIfExists(folder.pid());
  }
}
