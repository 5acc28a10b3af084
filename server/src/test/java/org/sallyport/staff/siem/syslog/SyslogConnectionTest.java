package org.sallyport.staff.siem.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.installation.Installation;
import org.sallyport.staff.siem.syslog.SyslogProperties.Format;
import org.sallyport.testing.SallyportTest;
import org.springframework.beans.factory.annotation.Autowired;

/** When a batch counts as sent. */
@SallyportTest
class SyslogConnectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Where the time is not what is tested. */
  private static final Duration LONG = Duration.ofSeconds(60);

  @Autowired Installation installation;

  /** What a receiver does with a connection. */
  @FunctionalInterface
  private interface Behaviour {
    void serve(Socket connection) throws IOException;
  }

  @Test
  void aBatchIsSentWhenTheReceiverHasReadAllOfItAndClosed() throws Exception {
    CompletableFuture<Integer> read = new CompletableFuture<>();
    assertThatCode(
            () ->
                send(
                    LONG,
                    connection -> read.complete(connection.getInputStream().readAllBytes().length)))
        .doesNotThrowAnyException();
    assertThat(read.get(5, TimeUnit.SECONDS)).isGreaterThan(1_000);
  }

  @Test
  void aReceiverThatClosesBeforeItHasReadAllTakesNothing() {
    assertThatThrownBy(() -> send(LONG, connection -> connection.getInputStream().read()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> send(LONG, connection -> {})).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> send(LONG, Socket::shutdownOutput)).isInstanceOf(IOException.class);
  }

  @Test
  void aReceiverThatNeverReadsOrNeverClosesEndsAfterTheTimeout() {
    long start = System.nanoTime();
    assertThatThrownBy(() -> send(TIMEOUT, connection -> sleep())).isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                send(
                    TIMEOUT,
                    connection -> {
                      connection.getInputStream().readAllBytes();
                      sleep();
                    }))
        .isInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(20));
  }

  @Test
  void aReceiverWhoseFirstAddressDoesNotAnswerIsReachedInTime() throws IOException {
    InetAddress first = InetAddress.ofLiteral("127.0.0.2");
    InetAddress second = InetAddress.ofLiteral("127.0.0.1");
    try (ServerSocket receiver = new ServerSocket(0, 50, second);
        ServerSocket silent = new ServerSocket(receiver.getLocalPort(), 1, first)) {
      List<Socket> waiting = fill(silent);
      long end = System.nanoTime() + TIMEOUT.multipliedBy(4).toNanos();
      try (Socket connection =
          SyslogConnection.connect(
              new InetAddress[] {first, second}, receiver.getLocalPort(), end)) {
        assertThat(connection.getInetAddress()).isEqualTo(second);
        assertThat(end - System.nanoTime()).as("left for the batch").isPositive();
      } finally {
        for (Socket socket : waiting) {
          socket.close();
        }
      }
    }
  }

  /** Connects until the queue of the socket, which accepts nothing, is full. */
  private static List<Socket> fill(ServerSocket silent) throws IOException {
    List<Socket> waiting = new ArrayList<>();
    while (true) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(silent.getLocalSocketAddress(), 300);
      } catch (SocketTimeoutException e) {
        return waiting;
      }
    }
  }

  @Test
  void withoutTlsNothingLeavesThisMachine() {
    assertThatThrownBy(() -> settings("siem.example", 6514, LONG))
        .hasMessageContaining("sallyport.audit.syslog.tls");
    assertThat(settings("127.0.0.1", 6514, LONG).isOn()).isTrue();
    assertThat(settings(null, 6514, LONG).isOn()).isFalse();
  }

  private void send(Duration timeout, Behaviour behaviour) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket connection = server.accept()) {
                  behaviour.serve(connection);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      SyslogMessage large = new SyslogMessage(event(), "a", "x".repeat(10_000_000));
      new SyslogReceiver(settings("127.0.0.1", server.getLocalPort(), timeout), installation)
          .send(List.of(large));
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(TIMEOUT.multipliedBy(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SyslogProperties settings(@Nullable String host, int port, Duration timeout) {
    return new SyslogProperties(
        host, port, false, Format.JSON, null, null, null, 10, timeout, Duration.ofMinutes(5));
  }

  private static AuditRecord event() {
    return new AuditRecord(
        1, Instant.EPOCH, "StudyEvent.Opened", null, null, "a", "b", null, null, "{}", 1, "");
  }
}
