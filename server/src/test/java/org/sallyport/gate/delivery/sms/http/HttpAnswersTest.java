package org.sallyport.gate.delivery.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.platform.ids.MessageId;

/** What the answers of a gateway mean for the next route. */
class HttpAnswersTest {
  private static final String JSON = "application/json";

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
    GatewaySettings settings =
        new GatewaySettings(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            false,
            JSON,
            new SmsTemplate("{to}{text}", JSON, ""),
            RequestHeaders.none(),
            Pattern.compile("OK"),
            Pattern.compile("NO"),
            timeout);
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
