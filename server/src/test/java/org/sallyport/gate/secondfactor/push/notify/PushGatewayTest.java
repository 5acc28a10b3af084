package org.sallyport.gate.secondfactor.push.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sallyport.gate.secondfactor.push.PushProperties;

/** A push service that sends single bytes at intervals, in every stage of a response. */
@Timeout(60)
class PushGatewayTest {
  private static final PushProperties SETTINGS = settings(Duration.ofSeconds(1));

  /** For answers that come, although late on a busy machine. */
  private static final PushProperties PATIENT = settings(Duration.ofSeconds(30));

  private final PushGateway gateway = new PushGateway(new PushServices(SETTINGS), SETTINGS);
  private final PushGateway patient = new PushGateway(new PushServices(PATIENT), PATIENT);
  private final BlockingQueue<CountDownLatch> connections = new LinkedBlockingQueue<>();
  private ServerSocket server;
  private volatile String begins = "";

  private static PushProperties settings(Duration timeout) {
    return new PushProperties(
        true, true, Duration.ofMinutes(10), Duration.ofSeconds(90), 3, List.of(), timeout, true, 2);
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    gateway.destroy();
    patient.destroy();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        CountDownLatch ended = new CountDownLatch(1);
        connections.add(ended);
        Thread.ofVirtual().start(() -> drip(socket, ended));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void drip(Socket socket, CountDownLatch ended) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      out.write(begins.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      while (true) {
        out.write('1');
        out.flush();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (IOException e) {
      ended.countDown();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int post(String scheme) throws IOException {
    return post(gateway, scheme);
  }

  private int post(PushGateway by, String scheme) throws IOException {
    URI endpoint = URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/push/x");
    return by.post(endpoint, Map.of("TTL", "90"), new byte[] {1});
  }

  private boolean isLeft() {
    try {
      return connections.take().await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Test
  void timesOutDuringTheStatusLine() {
    begins = "HTTP/1.1 2";
    assertThatThrownBy(() -> post("http")).isInstanceOf(IOException.class);
    assertThat(isLeft()).isTrue();
  }

  @Test
  void timesOutDuringTheHeaders() {
    begins = "HTTP/1.1 201 Created\r\nX-Long: ";
    assertThatThrownBy(() -> post("http")).isInstanceOf(IOException.class);
    assertThat(isLeft()).isTrue();
  }

  @Test
  void timesOutDuringTheTlsHandshake() {
    begins = "\u0016\u0003\u0003?";
    assertThatThrownBy(() -> post("https")).isInstanceOf(IOException.class);
    assertThat(isLeft()).isTrue();
  }

  @Test
  void bodyIsNotReadOnceTheStatusIsKnown() throws IOException {
    begins = "HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n";
    assertThat(post(patient, "http")).isEqualTo(201);
    assertThat(isLeft()).isTrue();
  }

  @Test
  void redirectsAreNotFollowed() throws IOException {
    begins = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n";
    assertThat(post(patient, "http")).isEqualTo(302);
  }
}
