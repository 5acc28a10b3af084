package org.sallyport.gate.secondfactor.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.NodePushReceiver;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Web Push read by an independent implementation: real messages of the server, decrypted by the npm
 * package http_ece, with the sender verified by Node.js. Test names follow the standards' section
 * titles.
 */
@Tag("slow")
@SallyportTest
@TestPropertySource(
    properties = {
      "sallyport.push.allow-loopback=true",
      "sallyport.installation.desk-email=desk@lindenmoor.example"
    })
class WebPushTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;
  @Autowired PushProperties properties;

  private NodePushReceiver receiver;
  private Authenticator phone;
  private People.Person person;

  @BeforeEach
  void aPhoneSubscribes() {
    assumeTrue(NodePushReceiver.isPossible(), "npm ci was not run in web/");
    receiver = new NodePushReceiver();
    person = people.bySms();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    phone = Authenticator.link(browser, port, clock, "usual", "yes");
    assertThat(phone.signed("PUT", "/app/api/subscription", receiver.subscription()).status())
        .isEqualTo(204);
  }

  @AfterEach
  void end() {
    if (receiver != null) {
      receiver.close();
    }
  }

  /** The message sent on a sign-in. */
  private JsonNode message() {
    new Browser(port).signIn(person.username(), People.PASSWORD);
    JsonNode message = receiver.next();
    assertThat(message.path("error").asString("")).isEmpty();
    return message;
  }

  private static String header(JsonNode message, String name) {
    return message.get("headers").path(name.toLowerCase(Locale.ROOT)).asString("");
  }

  @Test
  void Rfc8291_whatArrivesIsWhatWasSent() {
    JsonNode message = message();
    assertThat(message.get("text").asString()).isEqualTo("{\"open\":true}");
    assertThat(header(message, "Content-Encoding")).isEqualTo("aes128gcm");
  }

  @Test
  void Rfc8188_oneRecordOfTheSizeItSaysBySaltAndKeyOfItsOwn() {
    JsonNode first = message();
    int length = first.get("length").asInt();
    assertThat(header(first, "Content-Length")).isEqualTo(Integer.toString(length));
    assertThat(length).as("RFC 8030, section 7.2").isLessThanOrEqualTo(4096);
    int head = 16 + 4 + 1 + 65;
    assertThat(first.get("recordSize").asInt()).isBetween(length - head, 4096);
    assertThat(first.get("senderKey").asString()).hasSize(87);
    JsonNode second = message();
    assertThat(second.get("salt")).isNotEqualTo(first.get("salt"));
    assertThat(second.get("senderKey")).isNotEqualTo(first.get("senderKey"));
  }

  @Test
  void Rfc8030_itIsPostedToTheEndpointWithItsTimeItsUrgencyAndItsTopic() {
    JsonNode message = message();
    assertThat(message.get("method").asString()).isEqualTo("POST");
    assertThat(message.get("url").asString()).isEqualTo("/push/abc?x=1");
    assertThat(header(message, "TTL")).matches("[0-9]{1,9}");
    assertThat(Long.parseLong(header(message, "TTL")))
        .as("no longer than the question lives")
        .isBetween(1L, properties.requestTtl().toSeconds());
    assertThat(header(message, "Urgency")).isIn("very-low", "low", "normal", "high");
    assertThat(header(message, "Topic")).matches("[A-Za-z0-9_-]{1,32}");
  }

  @Test
  void Rfc8292_theTokenIsSignedForThatOriginByTheKeyOfTheSubscription() {
    JsonNode message = message();
    assertThat(message.get("signed").asBoolean()).isTrue();
    assertThat(message.get("head").get("typ").asString()).isEqualTo("JWT");
    assertThat(message.get("head").get("alg").asString()).isEqualTo("ES256");
    assertThat(message.get("key").asString())
        .isEqualTo(phone.send("GET", "/app/api/push-key", "").json().get("key").asString());
    JsonNode claims = message.get("claims");
    assertThat(claims.get("aud").asString()).isEqualTo(receiver.origin());
    assertThat(claims.get("sub").asString()).isEqualTo("mailto:desk@lindenmoor.example");
    assertThat(claims.get("exp").isIntegralNumber()).isTrue();
    assertThat(claims.get("exp").asLong() - clock.instant().getEpochSecond())
        .isBetween(1L, Duration.ofHours(24).toSeconds());
  }
}
