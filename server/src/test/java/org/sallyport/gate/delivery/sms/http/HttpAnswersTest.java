package org.sallyport.gate.delivery.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.platform.ids.MessageId;

/** What the answers of a gateway mean for the next route. */
class HttpAnswersTest {
  private static final String JSON = "application/json";
  private static final RouteAnswer NOT_REACHED =
      new RouteAnswer.NotSent(StoredText.of("delivery.sms.not-reached"), RouteAnswer.Cause.ROUTE);

  private static RouteAnswer answered(int status, String body) throws IOException {
    return answered(
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        },
        Duration.ofSeconds(5));
  }

  private static RouteAnswer answered(HttpHandler gateway, Duration timeout) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", gateway);
    server.start();
    try {
      return answerOf(
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), timeout);
    } finally {
      server.stop(0);
    }
  }

  private static RouteAnswer answerOf(URI gateway, Duration timeout) throws IOException {
    GatewaySettings settings =
        new GatewaySettings(
            gateway,
            false,
            JSON,
            new SmsTemplate("{to}{text}", JSON, ""),
            RequestHeaders.none(),
            Pattern.compile("OK"),
            Pattern.compile("NO"),
            timeout);
    try (HttpAnswers sender = new HttpAnswers("a", settings, false, id -> "")) {
      return sender.send(new MessageId(UUID.randomUUID()), Message.sms("+32470000084", "K7"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, OK, Accepted",
    "202, OK, Accepted",
    "200, NO, NotSent MESSAGE",
    "200, OK NO, NotSent MESSAGE",
    "200, what, Refused",
    "301, '', Refused",
    "307, '', Refused",
    "400, '', NotSent MESSAGE",
    "401, '', NotSent ROUTE",
    "402, '', NotSent ROUTE",
    "403, '', NotSent ROUTE",
    "404, '', NotSent MESSAGE",
    "409, '', Refused",
    "422, '', NotSent MESSAGE",
    "429, '', NotSent UNAVAILABLE",
    "500, '', Refused",
    "501, '', NotSent ROUTE",
    "502, '', Unclear",
    "503, '', NotSent ROUTE",
    "504, '', Unclear",
    "599, '', Refused"
  })
  void onlyWhatIsCertainLetsTheNextRouteTakeOver(int status, String body, String meaning)
      throws IOException {
    RouteAnswer answer = answered(status, body);
    String said =
        answer instanceof RouteAnswer.NotSent notSent
            ? "NotSent " + notSent.cause()
            : answer.getClass().getSimpleName();
    assertThat(said).isEqualTo(meaning);
  }

  /** Takes a connection, reads what comes first, and then does something with it. */
  private static RouteAnswer accepted(String scheme, Consumer<Socket> then) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, then));
      return answerOf(
          URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/"),
          Duration.ofSeconds(2));
    }
  }

  private static void serve(ServerSocket server, Consumer<Socket> then) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().read();
        then.accept(socket);
      } catch (IOException e) {
        // The test has ended.
      }
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void hang(Socket socket) {
    try {
      Thread.sleep(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void I07_aConnectionThatIsResetBeforeItIsEncryptedLetsTheNextRouteTakeOver() throws IOException {
    assertThat(accepted("https", HttpAnswersTest::reset)).isEqualTo(NOT_REACHED);
  }

  @Test
  void I07_oneThatHangsBeforeItIsEncryptedLetsTheNextRouteTakeOver() throws IOException {
    assertThat(accepted("https", HttpAnswersTest::hang)).isEqualTo(NOT_REACHED);
  }

  @Test
  void I07_oneThatIsResetAfterwardsIsUnclear() throws IOException {
    assertThat(accepted("http", HttpAnswersTest::reset)).isEqualTo(new RouteAnswer.Unclear());
  }

  @Test
  void I07_aProxyThatDoesNotReachTheGatewayLetsTheNextRouteTakeOver() throws IOException {
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", exchange -> exchange.sendResponseHeaders(502, -1));
    proxy.start();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new OneProxy("gateway.example", proxy.getAddress(), before));
    try {
      assertThat(answerOf(URI.create("https://gateway.example/"), Duration.ofSeconds(5)))
          .isEqualTo(NOT_REACHED);
    } finally {
      ProxySelector.setDefault(before);
      proxy.stop(0);
    }
  }

  /** Leads to one host by a proxy, and to the others as before. */
  private static final class OneProxy extends ProxySelector {
    private final String host;
    private final InetSocketAddress proxy;
    private final ProxySelector others;

    OneProxy(String host, InetSocketAddress proxy, ProxySelector others) {
      this.host = host;
      this.proxy = proxy;
      this.others = others;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return host.equals(uri.getHost())
          ? List.of(new Proxy(Proxy.Type.HTTP, proxy))
          : others.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException fault) {
      others.connectFailed(uri, address, fault);
    }
  }

  @Test
  void I07_anAnswerThatDripsEndsByTwiceTheTimeout() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    long begun = System.nanoTime();
    RouteAnswer answer =
        answered(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 75 && !isOver(end); i++) {
                  out.write(' ');
                  out.flush();
                }
              }
            },
            Duration.ofSeconds(1));
    end.countDown();
    assertThat(answer).isEqualTo(new RouteAnswer.Unclear());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
  }

  /** Waits for a fifth of a second. */
  private static boolean isOver(CountDownLatch end) {
    try {
      return end.await(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Test
  void I07_ofALongAnswerOnlyTheBeginningIsRead() throws IOException {
    assertThat(answered(200, " ".repeat(64 << 10) + "OK")).isInstanceOf(RouteAnswer.Refused.class);
  }
}
