package org.sallyport.crash;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sallyport.Sallyport;
import org.sallyport.testing.Browser;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.JavaProcess;
import org.sallyport.testing.Poll;

/** A server in a separate process, to be killed. */
final class Server {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  private final Process process;
  private final int port;

  private Server(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts the server and waits until it responds. */
  static Server start(Map<String, String> settings) {
    Server server = launch(settings);
    server.awaitReady();
    return server;
  }

  /** Starts the server, and does not wait for it. */
  static Server launch(Map<String, String> settings) {
    try {
      int port = FreePorts.next();
      List<String> command =
          JavaProcess.command(
              Sallyport.class, "--server.port=" + port, "--management.server.port=0");
      settings.forEach((name, value) -> command.add("--" + name + "=" + value));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(new File("target/killed-server.log"))
              .start();
      return new Server(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Sends SIGKILL: no shutdown hook runs, nothing is flushed. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() {
    boolean ready = Poll.until(START_TIMEOUT, () -> !process.isAlive() || answers());
    if (!ready || !process.isAlive()) {
      process.destroyForcibly();
      throw new IllegalStateException("the server does not start, see target/killed-server.log");
    }
  }

  private boolean answers() {
    try {
      return new Browser(port).get("/login").status() == 200;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }
}
