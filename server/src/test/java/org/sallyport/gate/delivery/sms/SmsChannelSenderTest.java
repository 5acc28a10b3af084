package org.sallyport.gate.delivery.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.MemoryLedger;
import org.sallyport.gate.delivery.routes.RouteLedger;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.FreePorts;

class SmsChannelSenderTest {
  private static final MessageId ID =
      new MessageId(UUID.fromString("0190d3a0-0000-7000-8000-000000000001"));
  private static final String JSON = "{\"to\":\"{to}\",\"text\":\"{text}\"}";
  private static final Message SMS = Message.sms("+32470000084", "K7: \"418 207\" & more\n@x #1");
  private static final SendResult DOUBT = new SendResult.Doubtful();

  private record Request(String body, @Nullable String type, @Nullable String authorization) {}

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    answer(202);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(int status) {
    server.createContext(
        "/" + status,
        exchange -> {
          requests.add(request(exchange));
          exchange.getResponseHeaders().set("Location", "/202");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private static Request request(HttpExchange exchange) throws IOException {
    return new Request(
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
        exchange.getRequestHeaders().getFirst("Content-Type"),
        exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static SmsProperties json(@Nullable URI url) {
    return json(url, Duration.ofSeconds(10));
  }

  private static SmsProperties json(@Nullable URI url, Duration timeout) {
    return new SmsProperties(url, JSON, "application/json", null, null, null, null, timeout, null);
  }

  private static SendResult send(SmsProperties properties) {
    SmsRoutes routes = TestRoutes.of(properties, Map.of());
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    RouteLedger ledger = new MemoryLedger();
    RouteStates states = new RouteStates(ledger, event -> {}, meters, Clock.systemUTC());
    SmsHealth health = new SmsHealth(routes, Clock.systemUTC(), meters);
    SmsSpending none = Mockito.mock(SmsSpending.class);
    return new SmsChannelSender(Channel.SMS, routes, states, ledger, none, health, List.of())
        .send(ID, SMS);
  }

  @Nested
  class TheRequest {
    @Test
    void isJsonUnlessATemplateSaysOtherwise() {
      assertThat(send(json(url("/202")))).isEqualTo(new SendResult.Taken());
      assertThat(requests)
          .containsExactly(
              new Request(
                  "{\"to\":\"+32470000084\",\"text\":\"K7: \\\"418 207\\\" & more\\n@x #1\"}",
                  "application/json",
                  null));
    }

    @Test
    void isAFormWithABearerTokenWhereSoSet() {
      String form = "application/x-www-form-urlencoded";
      send(
          new SmsProperties(
              url("/202"),
              "key=v&to={to}&body={text}&ref={id}",
              form,
              "t0ken",
              null,
              null,
              null,
              Duration.ofSeconds(10),
              null));
      assertThat(requests)
          .containsExactly(
              new Request(
                  "key=v&to=%2B32470000084&body=K7%3A+%22418+207%22+%26+more%0A%40x+%231&ref=" + ID,
                  form,
                  "Bearer t0ken"));
    }

    @Test
    void carriesBasicAuthenticationWhereSoSet() {
      send(
          new SmsProperties(
              url("/202"),
              JSON,
              "application/json",
              null,
              "ü",
              "p:w",
              null,
              Duration.ofSeconds(10),
              null));
      assertThat(requests.getFirst().authorization()).isEqualTo("Basic w7w6cDp3");
    }
  }

  @Nested
  class AnAnswerOfSuccessThatSaysOtherwise {
    private SendResult answered(String body, @Nullable String accepted) {
      server.createContext(
          "/says",
          exchange -> {
            requests.add(request(exchange));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(bytes);
            }
          });
      return send(
          new SmsProperties(
              url("/says"),
              JSON,
              "application/json",
              null,
              null,
              null,
              accepted,
              Duration.ofSeconds(10),
              null));
    }

    @Test
    void isARefusalWhereSoSet() {
      assertThat(answered("{\"status\": 9, \"error\": \"no credit\"}", "\"status\"\\s*:\\s*0\\b"))
          .isEqualTo(new SendResult.Refused(StoredText.of("delivery.sms.not-accepted")));
      assertThat(requests).hasSize(1);
    }

    @Test
    void isTakenWhereItMatches() {
      assertThat(answered("{\"status\": 0}", "\"status\"\\s*:\\s*0\\b"))
          .isEqualTo(new SendResult.Taken());
    }

    @Test
    void isTakenByItsStatusAloneWhereNothingIsSet() {
      assertThat(answered("ERR 102", null)).isEqualTo(new SendResult.Taken());
    }
  }

  @Nested
  class ABodyThatIsCutOff {
    @Test
    void truncatedResponseGivesUnknownDeliveryState() throws IOException {
      try (Peer peer = new Peer(true, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")) {
        assertThat(
                send(
                    new SmsProperties(
                        URI.create("http://127.0.0.1:" + peer.port() + "/"),
                        JSON,
                        "application/json",
                        null,
                        null,
                        null,
                        "OK",
                        Duration.ofSeconds(1),
                        null)))
            .isEqualTo(DOUBT);
      }
    }
  }

  @Nested
  class ARefusalIsSaid {
    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 409, 500, 501, 503})
    void andNothingIsSentAgain(int status) {
      answer(status);
      assertThat(send(json(url("/" + status))))
          .isEqualTo(new SendResult.Refused(StoredText.of("delivery.sms.refused", status)));
      assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void butWhatStandsInFrontOfAGatewayDoesNotKnow(int status) {
      answer(status);
      assertThat(send(json(url("/" + status)))).isEqualTo(DOUBT);
      assertThat(requests).hasSize(1);
    }

    @Test
    void andAGatewayThatLimitsItsClientsIsAskedAgainLater() {
      answer(429);
      assertThat(send(json(url("/429"))))
          .isEqualTo(new SendResult.Overloaded(StoredText.of("delivery.sms.too-many")));
      assertThat(requests).hasSize(1);
    }

    @Test
    void withoutAGatewayThePageSaysSo() {
      assertThat(send(json(null)))
          .isEqualTo(new SendResult.Refused(StoredText.of("delivery.sms.not-set-up")));
    }
  }

  @Nested
  class NeverASecondSms {
    @Test
    void whenTheGatewayDoesNotAnswerInTime() {
      AtomicInteger taken = new AtomicInteger();
      server.createContext("/silent", exchange -> taken.incrementAndGet());
      assertThat(send(json(url("/silent"), Duration.ofSeconds(2)))).isEqualTo(DOUBT);
      assertThat(taken).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 20", "no http at all\r\n\r\n"})
    void whenTheAnswerIsBroken(String answer) throws IOException {
      try (Peer peer = new Peer(true, answer)) {
        assertThat(send(json(URI.create("http://127.0.0.1:" + peer.port())))).isEqualTo(DOUBT);
        assertThat(peer.connections).hasValue(1);
      }
    }
  }

  @Nested
  class OnAConnectionErrorNothingWasSent {
    @Test
    void isRetriedOnce() throws IOException {
      try (Peer peer = new Peer(false, "")) {
        assertThat(send(json(URI.create("https://127.0.0.1:" + peer.port()))))
            .isEqualTo(new SendResult.Refused(StoredText.of("delivery.sms.not-reached")));
        assertThat(peer.connections).hasValue(2);
      }
    }

    @Test
    void isReportedIfTheRetryFails() {
      URI closed = URI.create("http://127.0.0.1:" + FreePorts.next() + "/202");
      assertThat(send(json(closed)))
          .isEqualTo(new SendResult.Refused(StoredText.of("delivery.sms.not-reached")));
    }
  }

  @Nested
  class SettingsThatAreRefused {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "http://gateway.example/sms",
          "http://10.0.0.1/sms",
          "http://127.relay.example/sms",
          "ftp://gateway.example",
          "gateway.example",
          "https://user:word@gateway.example"
        })
    void anAddressInTheClear(String url) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> json(URI.create(url)))
          .withMessageStartingWith("sallyport.sms.http.url");
    }

    @Test
    void aTemplateWithoutAPlaceForTheText() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new SmsProperties(
                      null,
                      "to={to}",
                      "application/json",
                      null,
                      null,
                      null,
                      null,
                      Duration.ofSeconds(10),
                      null))
          .withMessage("sallyport.sms.http.template needs {to} and {text}");
    }

    @Test
    void twoWaysOfAuthentication() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new SmsProperties(
                      null,
                      JSON,
                      "application/json",
                      "t",
                      "u",
                      "p",
                      null,
                      Duration.ofSeconds(10),
                      null));
    }
  }

  /** Accepts connections, sends each the same bytes or none, and closes it. */
  private static final class Peer implements AutoCloseable {
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    Peer(boolean reads, String answer) throws IOException {
      Thread.startVirtualThread(() -> serve(reads, answer.getBytes(StandardCharsets.US_ASCII)));
    }

    int port() {
      return socket.getLocalPort();
    }

    private void serve(boolean reads, byte[] answer) {
      try {
        while (true) {
          try (Socket connection = socket.accept();
              OutputStream out = connection.getOutputStream()) {
            connections.incrementAndGet();
            if (reads) {
              connection.getInputStream().readNBytes(100);
            }
            out.write(answer);
            if (!reads) {
              // A connection that is closed with unread bytes is reset, and does not just end.
              connection.shutdownOutput();
              connection.getInputStream().readAllBytes();
            }
          }
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
