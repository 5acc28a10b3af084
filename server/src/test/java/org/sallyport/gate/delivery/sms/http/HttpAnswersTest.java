package org.sallyport.gate.delivery.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.platform.ids.MessageId;

/** What the answers of a gateway mean for the next route. */
class HttpAnswersTest {
  private static final String JSON = "application/json";

  private static RouteAnswer answered(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
    GatewaySettings settings =
        new GatewaySettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            false,
            JSON,
            new SmsTemplate("{to}{text}", JSON, ""),
            RequestHeaders.none(),
            Pattern.compile("OK"),
            Pattern.compile("NO"),
            Duration.ofSeconds(5));
    try (HttpAnswers sender = new HttpAnswers("a", settings, false, id -> "")) {
      return sender.send(new MessageId(UUID.randomUUID()), Message.sms("+32470000084", "K7"));
    } finally {
      server.stop(0);
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
}
