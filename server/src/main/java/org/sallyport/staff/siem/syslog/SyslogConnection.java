package org.sallyport.staff.siem.syslog;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection for one batch. Syslog has no acknowledgement: what is in the buffers of a connection
 * when the receiver stops is lost without an error. So the sender closes its direction after each
 * batch and waits until the receiver, having read everything, closes the other one (RFC 5425,
 * section 4.4).
 */
final class SyslogConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SyslogConnection.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int CHECK_TIMEOUT_MILLIS = 1;

  /** The TCP connection; closing it ends a write that the receiver does not take. */
  private final Socket tcp;

  private final Socket socket;
  private final Thread deadline;

  private SyslogConnection(Socket tcp, Socket socket, Thread deadline) {
    this.tcp = tcp;
    this.socket = socket;
    this.deadline = deadline;
  }

  /**
   * Connects, and closes the connection at the latest when the timeout, that of connecting
   * included, is over.
   *
   * @throws IOException if the receiver cannot be reached, or its certificate is not trusted
   */
  static SyslogConnection open(SyslogReceiver receiver, Duration timeout) throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(receiver.host());
    long end = System.nanoTime() + timeout.toNanos();
    Socket tcp = connect(addresses, receiver.port(), end);
    Duration left = Duration.ofMillis(millisUntil(end));
    Thread deadline = Thread.ofVirtual().start(() -> closeAfter(left, tcp));
    try {
      tcp.setSoTimeout(Math.toIntExact(timeout.toMillis()));
      return new SyslogConnection(tcp, receiver.secured(tcp), deadline);
    } catch (IOException | RuntimeException e) {
      deadline.interrupt();
      tcp.close();
      throw e;
    }
  }

  /**
   * Connects to the first address that answers. Each of those that are left has the same part of
   * the time that is left, so that a dead one keeps none from being tried.
   */
  static Socket connect(InetAddress[] addresses, int port, long end) throws IOException {
    IOException failure = new ConnectException("no address answers");
    for (int i = 0; i < addresses.length; i++) {
      long part = Math.max(1, millisUntil(end) / (addresses.length - i));
      try {
        return connect(
            new InetSocketAddress(addresses[i], port), Math.min(part, CONNECT_TIMEOUT.toMillis()));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private static long millisUntil(long end) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
  }

  private static Socket connect(InetSocketAddress address, long millis) throws IOException {
    Socket tcp = new Socket();
    try {
      tcp.connect(address, Math.toIntExact(millis));
      return tcp;
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  /**
   * Sends the frames, and returns when the receiver has read all of them.
   *
   * @throws IOException if it is unknown how many it has read
   */
  void send(List<byte[]> frames) throws IOException {
    write(frames);
    InputStream in = socket.getInputStream();
    if (isClosed(in)) {
      throw new EOFException("the receiver closed the connection");
    }
    socket.shutdownOutput();
    in.transferTo(OutputStream.nullOutputStream());
  }

  private void write(List<byte[]> frames) throws IOException {
    OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    for (byte[] frame : frames) {
      out.write(frame);
    }
    out.flush();
  }

  /** Whether the receiver has closed the connection before it was asked to. */
  private boolean isClosed(InputStream in) throws IOException {
    int timeout = socket.getSoTimeout();
    socket.setSoTimeout(CHECK_TIMEOUT_MILLIS);
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(timeout);
    }
  }

  @Override
  public void close() throws IOException {
    deadline.interrupt();
    tcp.close();
  }

  private static void closeAfter(Duration timeout, Socket tcp) {
    try {
      Thread.sleep(timeout);
      tcp.close();
    } catch (InterruptedException sent) {
      // The batch has ended in time.
    } catch (IOException e) {
      LOG.debug("a connection could not be closed: {}", e.toString());
    }
  }
}
