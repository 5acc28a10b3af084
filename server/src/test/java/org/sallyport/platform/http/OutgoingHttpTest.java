package org.sallyport.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests to a server of this machine; what is not answered is covered by PushGatewayTest too. */
@Timeout(60)
class OutgoingHttpTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    workers.close();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void answers(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.getResponseHeaders().add("Set-Cookie", "session=1");
          respond(exchange, status, body);
        });
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Test
  void redirectsAreNotFollowedAndHeadersAreReadInAnyCase() throws IOException {
    answers("/moved", 302, "there");
    answers("/elsewhere", 200, "here");
    try (OutgoingHttp http = OutgoingHttp.within(PATIENT).maxBytes(100).build()) {
      HttpAnswer answer = http.get(address("/moved"), Map.of());
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.header("location")).hasValue("/elsewhere");
      assertThat(answer.text()).isEqualTo("there");
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void cookiesAreNotKept() throws IOException {
    answers("/", 200, "");
    server.createContext(
        "/again", it -> respond(it, 200, String.valueOf(it.getRequestHeaders().get("Cookie"))));
    try (OutgoingHttp http = OutgoingHttp.within(PATIENT).maxBytes(100).build()) {
      http.get(address("/"), Map.of());
      assertThat(http.get(address("/again"), Map.of()).text()).isEqualTo("null");
    }
  }

  @Test
  void longBodyIsCut() throws IOException {
    answers("/", 200, "0123456789");
    try (OutgoingHttp exact = OutgoingHttp.within(PATIENT).maxBytes(10).build();
        OutgoingHttp less = OutgoingHttp.within(PATIENT).maxBytes(9).build()) {
      assertThat(exact.get(address("/"), Map.of()).isCut()).isFalse();
      HttpAnswer answer = less.get(address("/"), Map.of());
      assertThat(answer.isCut()).isTrue();
      assertThat(answer.text()).isEqualTo("012345678");
    }
  }

  @Test
  void deadlineCoversASlowBody() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          try {
            while (true) {
              out.write('1');
              out.flush();
              TimeUnit.MILLISECONDS.sleep(20);
            }
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
    try (OutgoingHttp http =
        OutgoingHttp.within(PATIENT).deadline(Duration.ofMillis(500)).maxBytes(1 << 20).build()) {
      assertThatThrownBy(() -> http.get(address("/"), Map.of()))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("took too long");
    }
  }

  @Test
  void saysThatNothingWasSent() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (OutgoingHttp http = OutgoingHttp.within(PATIENT).build()) {
      assertThatThrownBy(() -> http.get(URI.create("http://127.0.0.1:" + free + "/"), Map.of()))
          .isInstanceOf(NotSent.class);
    }
  }

  @Test
  void addressThatIsNotAllowedIsNotAsked() throws IOException {
    answers("/", 200, "");
    for (AddressRule rule : new AddressRule[] {AddressRule.PUBLIC, AddressRule.OTHER_MACHINES}) {
      try (OutgoingHttp http = OutgoingHttp.within(PATIENT).addresses(rule).build()) {
        assertThatThrownBy(() -> http.get(address("/"), Map.of()))
            .satisfies(
                it ->
                    assertThat(NotSent.reason((IOException) it))
                        .isInstanceOf(UnknownHostException.class));
      }
    }
    assertThat(asked).hasValue(0);
    try (OutgoingHttp http =
        OutgoingHttp.within(PATIENT).addresses(AddressRule.PUBLIC_OR_LOOPBACK).build()) {
      assertThat(http.head(address("/")).status()).isEqualTo(200);
    }
  }

  @Test
  void oneMoreRequestThanPlacesIsRefused() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch ends = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          waits.countDown();
          try {
            ends.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          respond(exchange, 200, "");
        });
    try (OutgoingHttp http = OutgoingHttp.within(PATIENT).maxConcurrent(1).build()) {
      var first = workers.submit(() -> http.get(address("/"), Map.of()));
      waits.await();
      assertThatThrownBy(() -> http.get(address("/"), Map.of()))
          .isInstanceOf(NotSent.class)
          .hasMessageContaining("too many requests");
      ends.countDown();
      assertThat(first.get().status()).isEqualTo(200);
    }
  }

  @Test
  void answerDoesNotShowItsBody() throws IOException {
    answers("/", 200, "a token");
    try (OutgoingHttp http = OutgoingHttp.within(PATIENT).maxBytes(100).build()) {
      assertThat(http.post(address("/"), OutgoingHttp.FORM, new byte[0]).toString())
          .doesNotContain("token");
    }
  }
}
