package org.sallyport.portal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection to an archive that is slow, silent or gone. */
class ArchiveHttpTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(20);

  private ServerSocket archive;

  /** Connections that the archive accepted. */
  private BlockingQueue<Socket> connections;

  /** Connections that the client has closed. */
  private BlockingQueue<Socket> closed;

  @BeforeEach
  void listens() throws IOException {
    archive = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    connections = new LinkedBlockingQueue<>();
    closed = new LinkedBlockingQueue<>();
  }

  @AfterEach
  void stops() throws IOException {
    archive.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  @Test
  void anArchiveThatDoesNotAnswerTimesOut() throws IOException {
    answers("");
    try (ArchiveClient client = new ArchiveClient(SHORT, LONG)) {
      assertThatThrownBy(client::get).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anArchiveThatSendsItsHeadersTooSlowlyTimesOut() throws IOException {
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket connection = archive.accept()) {
                write(connection, "HTTP/1.1 200 OK\r\nX: ");
                while (true) {
                  write(connection, "x");
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
              } catch (IOException e) {
                // The client has closed the connection.
              }
            });
    try (ArchiveClient client = new ArchiveClient(SHORT, LONG)) {
      assertThatThrownBy(client::get).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBodyThatStallsFails() throws IOException {
    answers("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    try (ArchiveClient client = new ArchiveClient(LONG, SHORT)) {
      assertThatThrownBy(() -> client.get().readAllBytes()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aBodyThatEndsEarlyFails() throws IOException {
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket connection = archive.accept()) {
                read(connection);
                write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
              } catch (IOException e) {
                // The test fails.
              }
            });
    try (ArchiveClient client = new ArchiveClient(LONG, LONG)) {
      assertThatThrownBy(() -> client.get().readAllBytes()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void closingABodyEarlyClosesItsConnectionAtOnce() throws Exception {
    answers("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nabc");
    try (ArchiveClient client = new ArchiveClient(LONG, LONG)) {
      InputStream body = client.get();
      assertThat(body.read()).isEqualTo('a');
      body.close();
      assertThat(closed.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void closingABodyFromElsewhereEndsABlockedRead() throws Exception {
    answers("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nabc");
    try (ArchiveClient client = new ArchiveClient(LONG, LONG)) {
      InputStream body = client.get();
      CompletableFuture<byte[]> read = new CompletableFuture<>();
      Thread reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      read.complete(body.readAllBytes());
                    } catch (IOException e) {
                      read.completeExceptionally(e);
                    }
                  });
      while (reader.getState() == Thread.State.RUNNABLE) {
        Thread.onSpinWait();
      }
      body.close();
      assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }

  @Test
  void aConnectionIsReusedAfterTheEndOfABody() throws Exception {
    answers("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
    try (ArchiveClient client = new ArchiveClient(LONG, LONG)) {
      for (int i = 0; i < 3; i++) {
        try (InputStream body = client.get()) {
          assertThat(body.readAllBytes()).hasSize(3);
        }
      }
      assertThat(connections.take()).isNotNull();
      assertThat(connections).isEmpty();
    }
  }

  @Test
  void aConnectionThatWasClosedWhileIdleIsReplaced() throws Exception {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (int i = 0; i < 2; i++) {
                  Socket connection = archive.accept();
                  read(connection);
                  write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");
                  connection.close();
                }
              } catch (IOException e) {
                // The test fails.
              }
            });
    try (ArchiveClient client = new ArchiveClient(LONG, LONG)) {
      assertThat(client.get().readAllBytes()).hasSize(3);
      assertThat(client.get().readAllBytes()).hasSize(3);
    }
  }

  @Test
  void redirectsAreNotFollowedAndNoHeadersAdded() throws Exception {
    CompletableFuture<String> request = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Socket connection = archive.accept();
                request.complete(read(connection));
                write(
                    connection,
                    String.join(
                        "\r\n",
                        "HTTP/1.1 302 Found",
                        "Location: http://127.0.0.1:1/x",
                        "Set-Cookie: a=b",
                        "Content-Length: 0",
                        "",
                        ""));
              } catch (IOException e) {
                request.completeExceptionally(e);
              }
            });
    try (ArchiveClient client = new ArchiveClient(LONG, LONG)) {
      assertThat(client.get().readAllBytes()).isEmpty();
      assertThat(request.get())
          .startsWith("GET /dicom-web/studies HTTP/1.1\r\n")
          .doesNotContainIgnoringCase("user-agent")
          .doesNotContainIgnoringCase("accept-encoding")
          .doesNotContainIgnoringCase("upgrade");
    }
  }

  /** Answers each request of each connection with the same bytes. */
  private void answers(String response) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  Socket connection = archive.accept();
                  Thread.ofVirtual().start(() -> answer(connection, response));
                }
              } catch (IOException e) {
                // The test has ended.
              }
            });
  }

  private void answer(Socket connection, String response) {
    connections.add(connection);
    try {
      while (!read(connection).isEmpty()) {
        write(connection, response);
      }
    } catch (IOException e) {
      // The client has closed the connection.
    }
    closed.add(connection);
  }

  /** Assumes that a request is one packet. */
  private static String read(Socket connection) throws IOException {
    byte[] bytes = new byte[4096];
    int read = connection.getInputStream().read(bytes);
    return read < 0 ? "" : new String(bytes, 0, read, StandardCharsets.US_ASCII);
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private final class ArchiveClient implements AutoCloseable {
    private final Duration idle;
    private final ArchiveHttp http;
    private final URI url = URI.create("http://127.0.0.1:" + archive.getLocalPort() + "/dicom-web");

    ArchiveClient(Duration answer, Duration idle) {
      this.idle = idle;
      @Nullable String none = null;
      this.http =
          new ArchiveHttp(
              new ArchiveProperties(
                  url,
                  none,
                  none,
                  false,
                  ArchiveProperties.Source.SEARCH,
                  null,
                  LONG,
                  answer,
                  idle));
    }

    InputStream get() throws IOException {
      HttpGet request = new HttpGet(url + "/studies");
      return new IdleTimeoutInputStream(UpstreamBody.of(http.send(request), request), idle);
    }

    @Override
    public void close() throws IOException {
      http.destroy();
    }
  }
}
