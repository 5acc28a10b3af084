package org.sallyport.demo.archive;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.sallyport.demo.Ports;
import org.sallyport.demo.Refused;

/** A separate Orthanc: a child process on a free port, with a credential generated for this run. */
public final class Orthanc implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final int MAX_ATTEMPTS = 3;
  private static final String USER = "sallyport";

  private final Process process;
  private final OrthancFolder folder;
  private final OrthancApi api;
  private final String password;

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
  public void close() throws IOException {
    OrthancFolder.stop(process.toHandle());
    Files.deleteIfExists(folder.pid());
  }
}
