package org.sallyport.testing.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A TCP proxy between the application and the archive or the database; records every request and
 * can be cut.
 */
public final class RecordingProxy {
  private final ServerSocket gateSide;
  private final int farPort;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private static final int DROP_BYTES = 1024;
  private static final long DROP_MILLIS = 100;
  private volatile boolean cut;
  private volatile boolean slow;
  private volatile boolean silent;
  private volatile String fatal = "";

  public RecordingProxy(int farPort) {
    this.farPort = farPort;
    try {
      this.gateSide = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return gateSide.getLocalPort();
  }

  /** The requests caused by an action, each from its request line to the empty line. */
  public List<String> during(Runnable acts) {
    int before = heard.size();
    acts.run();
    return List.copyOf(heard.subList(before, heard.size()));
  }

  /** Runs an action while the target is unreachable. */
  public void cutDuring(Runnable acts) {
    cut = true;
    open.forEach(RecordingProxy::close);
    try {
      acts.run();
    } finally {
      cut = false;
    }
  }

  /** Runs an action while the target's responses arrive at 10 KiB a second. */
  public void slowDuring(Runnable acts) {
    slow = true;
    try {
      acts.run();
    } finally {
      slow = false;
    }
  }

  /** Runs an action while nothing arrives on open connections, as if the target's machine died. */
  public void silentDuring(Runnable acts) {
    silent = true;
    try {
      acts.run();
    } finally {
      silent = false;
      open.forEach(RecordingProxy::close);
    }
  }

  /** Closes all connections at the next request with these words, as a target that dies at it. */
  public void dieAt(String words) {
    fatal = words;
  }

  private void accept() {
    while (true) {
      try {
        Socket gate = gateSide.accept();
        Thread.ofVirtual().start(() -> connect(gate));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket gate) {
    if (cut) {
      close(gate);
      return;
    }
    try {
      Socket far = new Socket(InetAddress.getLoopbackAddress(), farPort);
      open.addAll(List.of(gate, far));
      if (cut) {
        // It was cut while this connection was made.
        close(gate);
        close(far);
      }
      Thread.ofVirtual().start(() -> pump(gate, far, this::hear));
      pump(far, gate, bytes -> {});
    } catch (IOException e) {
      close(gate);
    }
  }

  /** Assumes that a request fits one packet and that requests on a connection are sequential. */
  private void hear(String bytes) {
    heard.add(bytes);
    if (!fatal.isEmpty() && bytes.contains(fatal)) {
      fatal = "";
      open.forEach(RecordingProxy::close);
    }
  }

  private void pump(Socket from, Socket to, Consumer<String> listener) {
    byte[] buffer = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        listener.accept(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        write(buffer, silent ? 0 : read, out);
      }
    } catch (IOException e) {
      // Either side closed the connection.
    }
  }

  private void write(byte[] bytes, int length, OutputStream out) throws IOException {
    int from = 0;
    while (slow && length - from > DROP_BYTES) {
      out.write(bytes, from, DROP_BYTES);
      from += DROP_BYTES;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(DROP_MILLIS));
    }
    out.write(bytes, from, length - from);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
