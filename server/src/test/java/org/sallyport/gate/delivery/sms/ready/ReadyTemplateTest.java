package org.sallyport.gate.delivery.sms.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.gate.delivery.sms.http.HttpAnswers;
import org.sallyport.platform.ids.MessageId;
import tools.jackson.databind.json.JsonMapper;

/** Each named template, as a real HTTP server receives it. */
class ReadyTemplateTest {
  private static final MessageId ID =
      new MessageId(UUID.fromString("0190d3a0-0000-7000-8000-000000000001"));
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_457_018_875), ZoneOffset.UTC);
  private static final Message SMS = Message.sms("+32470000084", "K7: \"418 207\" & €\n@x #1");
  private static final String RECEIPTS = "https://portal.example/sms/receipts/a/b/c";
  private static final String NOT_ACCEPTED = StoredText.of("delivery.sms.not-accepted");

  private HttpServer server;
  private String answer = "";
  private int status = 200;
  private @Nullable HttpExchange request;
  private String body = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    request = exchange;
    body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private ReadySettings settings(boolean receipts) {
    return new ReadySettings(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/at"),
        "account",
        "Hospital",
        "user",
        "word",
        "t0ken",
        receipts,
        Duration.ofSeconds(5),
        CLOCK);
  }

  private RouteAnswer send(ReadyTemplate template, boolean receipts) throws IOException {
    try (HttpAnswers sender =
        new HttpAnswers("a", template.gateway(settings(receipts)), false, id -> RECEIPTS)) {
      return sender.send(ID, SMS);
    }
  }

  private String header(String name) {
    return String.valueOf(request == null ? null : request.getRequestHeaders().getFirst(name));
  }

  private static String usual(ReadyTemplate template) {
    return template
        .gateway(
            new ReadySettings(null, "ac1", "H", "u", "p", "t", false, Duration.ofSeconds(5), CLOCK))
        .url()
        .toString();
  }

  @Nested
  class Twilio {
    @Test
    void isAFormWithBasicAuthentication() throws IOException {
      status = 201;
      answer = "{\"sid\": \"SM11111111111111111111111111111111\", \"status\": \"queued\"}";
      assertThat(send(ReadyTemplate.TWILIO, true)).isEqualTo(new RouteAnswer.Accepted(null));
      assertThat(body)
          .isEqualTo(
              "To=%2B32470000084&From=Hospital&Body=K7%3A+%22418+207%22+%26+%E2%82%AC%0A%40x+%231"
                  + "&StatusCallback=https%3A%2F%2Fportal.example%2Fsms%2Freceipts%2Fa%2Fb%2Fc");
      assertThat(header("Authorization")).isEqualTo("Basic dXNlcjp3b3Jk");
      assertThat(header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
      assertThat(usual(ReadyTemplate.TWILIO))
          .isEqualTo("https://api.twilio.com/2010-04-01/Accounts/ac1/Messages.json");
    }
  }

  @Nested
  class Infobip {
    @Test
    void isJsonWithTheSchemeApp() throws IOException {
      answer = "{\"messages\":[{\"status\":{\"groupId\":1,\"groupName\":\"PENDING\"}}]}";
      assertThat(send(ReadyTemplate.INFOBIP, true)).isEqualTo(new RouteAnswer.Accepted(null));
      assertThat(body)
          .isEqualTo(
              "{\"messages\":[{\"sender\":\"Hospital\",\"destinations\":[{\"to\":\"32470000084\",\"messageId\":\""
                  + ID
                  + "\"}],\"content\":{\"text\":\"K7: \\\"418 207\\\" & €\\n@x #1\"},\"webhooks\":{\"delivery\":{\"url\":\""
                  + RECEIPTS
                  + "/json\"}}}]}");
      assertThat(header("Authorization")).isEqualTo("App t0ken");
      assertThat(usual(ReadyTemplate.INFOBIP)).isEqualTo("https://ac1/sms/3/messages");
    }

    @Test
    void aRejectionIn200IsCertain() throws IOException {
      answer = "{\"messages\":[{\"status\":{\"groupId\":5,\"groupName\":\"REJECTED\"}}]}";
      assertThat(send(ReadyTemplate.INFOBIP, false))
          .isEqualTo(new RouteAnswer.NotSent(NOT_ACCEPTED, Cause.MESSAGE));
    }
  }

  @Nested
  class MessageBird {
    @Test
    void isJsonWithTheSchemeAccessKey() throws IOException {
      status = 201;
      answer = "{\"id\":\"e8077d803532c0b5937c639b60216938\",\"recipients\":{}}";
      assertThat(send(ReadyTemplate.MESSAGEBIRD, true)).isEqualTo(new RouteAnswer.Accepted(null));
      assertThat(body)
          .isEqualTo(
              "{\"originator\":\"Hospital\",\"recipients\":[\"32470000084\"],\"body\":\"K7: \\\"418 207\\\" & €\\n@x #1\","
                  + "\"datacoding\":\"auto\",\"reference\":\""
                  + ID
                  + "\",\"reportUrl\":\""
                  + RECEIPTS
                  + "\"}");
      assertThat(header("Authorization")).isEqualTo("AccessKey t0ken");
    }
  }

  @Nested
  class Ovh {
    private static final String TAKEN =
        "{\"totalCreditsRemoved\":1,\"invalidReceivers\":[],\"ids\":[1],\"validReceivers\":[\"+32470000084\"]}";

    @Test
    void isSignedWithTheTimeAndTheBody() throws IOException {
      answer = TAKEN;
      assertThat(send(ReadyTemplate.OVH, false)).isEqualTo(new RouteAnswer.Accepted(null));
      assertThat(body)
          .isEqualTo(
              "{\"message\":\"K7: \\\"418 207\\\" & €\\n@x #1\",\"receivers\":[\"+32470000084\"],\"sender\":\"Hospital\","
                  + "\"noStopClause\":true,\"priority\":\"high\",\"charset\":\"UTF-8\",\"tag\":\""
                  + ID
                  + "\"}");
      assertThat(header("X-Ovh-Application")).isEqualTo("user");
      assertThat(header("X-Ovh-Consumer")).isEqualTo("t0ken");
      assertThat(header("X-Ovh-Timestamp")).isEqualTo("1457018875");
      assertThat(header("X-Ovh-Signature")).matches("\\$1\\$[0-9a-f]{40}");
      assertThat(usual(ReadyTemplate.OVH)).isEqualTo("https://eu.api.ovh.com/1.0/sms/ac1/jobs");
    }

    /** Computed with sha1sum. */
    @Test
    void theSignatureIsThatOfTheGuide() {
      OvhSignature signature =
          new OvhSignature(
              "key",
              "EXEgWIz07P0HYwtQDs7cNIqCiQaWSuHF",
              "MtSwSrPpNjqfVSmJhLbPyr2i45lSwPU1",
              URI.create("https://eu.api.ovh.com/1.0/domains/"),
              CLOCK);
      assertThat(signature.of("{\"a\":1}").get("X-Ovh-Signature"))
          .isEqualTo("$1$eb79a09d2aa35dba3b965f2898a96d6648f05a46");
    }

    @Test
    void aReceiverThatIsNotValidIsCertain() throws IOException {
      answer = "{\"invalidReceivers\":[\"+32470000084\"],\"validReceivers\":[]}";
      assertThat(send(ReadyTemplate.OVH, false))
          .isEqualTo(new RouteAnswer.NotSent(NOT_ACCEPTED, Cause.MESSAGE));
    }
  }

  @Nested
  class Kannel {
    @Test
    void isAGetWithAllInItsQuery() throws IOException {
      status = 202;
      answer = "0: Accepted for delivery";
      assertThat(send(ReadyTemplate.KANNEL, true)).isEqualTo(new RouteAnswer.Accepted(null));
      assertThat(String.valueOf(request == null ? null : request.getRequestURI().getRawQuery()))
          .isEqualTo(
              "username=user&password=word&from=Hospital&to=%2B32470000084"
                  + "&text=K7%3A+%22418+207%22+%26+%E2%82%AC%0A%40x+%231&charset=UTF-8&coding=0"
                  + "&dlr-mask=31&dlr-url=https%3A%2F%2Fportal.example%2Fsms%2Freceipts%2Fa%2Fb%2Fc%3Fdlr%3D%25d");
    }

    @Test
    void anotherAnswerIsNotTaken() throws IOException {
      answer = "4: Temporal failure, try again later.";
      assertThat(send(ReadyTemplate.KANNEL, false))
          .isEqualTo(new RouteAnswer.Refused(NOT_ACCEPTED));
    }
  }

  @Nested
  class ValuesOfAMessage {
    @ParameterizedTest
    @EnumSource
    void M05_stayInTheirPlace(ReadyTemplate template) throws IOException {
      try (HttpAnswers sender =
          new HttpAnswers("a", template.gateway(settings(false)), false, id -> "")) {
        sender.send(ID, Message.sms("+32470000084", "\"}],\"to\":\"+1900\"&To=+1900&x={to}\n"));
      }
      String all = body + (request == null ? "" : request.getRequestURI());
      assertThat(all).doesNotContain("\"}],\"to\":\"+1900\"");
      assertThat(all.split("32470000084", -1)).hasSize(2);
      if (header("Content-Type").equals("application/json")) {
        assertThat(new JsonMapper().readTree(body).findValues("to").size()).isLessThan(2);
      } else {
        assertThat(all).doesNotContain("&To=+1900");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TWILIO, account",
    "INFOBIP, account",
    "MESSAGEBIRD, sender",
    "OVH, account",
    "KANNEL, username"
  })
  void whatIsMissingIsNamed(ReadyTemplate template, String setting) {
    ReadySettings nothing =
        new ReadySettings(null, null, null, null, null, null, false, Duration.ofSeconds(5), CLOCK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> template.gateway(nothing))
        .withMessage("sallyport.sms.routes: http." + setting + " must be set for this template");
  }
}
