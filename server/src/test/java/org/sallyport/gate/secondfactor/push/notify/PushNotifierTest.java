package org.sallyport.gate.secondfactor.push.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.crypto.TestSecrets;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.PushReceiver;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Wake-up messages by Web Push (RFC 8030, 8291, 8292), read by an independent receiver. */
@SallyportTest
@TestPropertySource(properties = "sallyport.push.allow-loopback=true")
class PushNotifierTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired JsonMapper json;

  private final PushReceiver receiver = new PushReceiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  private Authenticator phoneOf(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    return Authenticator.link(browser, port, clock, "usual", "yes");
  }

  private static int subscribe(Authenticator phone, String subscription) {
    return phone.signed("PUT", "/app/api/subscription", subscription).status();
  }

  private int subscriptions(Authenticator phone) {
    return rows.query(
            "select 1 from app_subscription where device_id = ?", UUID.fromString(phone.device()))
        .size();
  }

  @Test
  void aRequestSendsAPushMessageWithoutItsContent() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    assertThat(subscribe(phone, receiver.subscription())).isEqualTo(204);
    new Browser(port).signIn(person.username(), People.PASSWORD);
    PushReceiver.Message message = receiver.next();
    assertThat(message.text()).isEqualTo("{\"open\":true}");
    assertThat(message.headers())
        .containsEntry("TTL", "90")
        .containsEntry("Urgency", "high")
        .containsEntry("Content-Encoding", "aes128gcm")
        .containsEntry("target", "/push/abc?x=1");
    JsonNode claims = JsonMapper.builder().build().readTree(message.claims());
    assertThat(claims.get("aud").asString()).startsWith("http://127.0.0.1:");
    assertThat(claims.get("exp").asLong())
        .isBetween(
            clock.instant().getEpochSecond(),
            clock.instant().plus(Duration.ofHours(24)).getEpochSecond());
    assertThat(phone.send("GET", "/app/api/push-key", "").json().get("key").asString())
        .isEqualTo(message.serverKey());
  }

  @Test
  void aSubscriptionThatIsGoneIsForgottenAndAFailureIsNot() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    subscribe(phone, receiver.subscription());
    for (int status : new int[] {500, 429}) {
      receiver.answer(status);
      new Browser(port).signIn(person.username(), People.PASSWORD);
      receiver.next();
      assertThat(subscriptions(phone)).isEqualTo(1);
    }
    receiver.answer(410);
    new Browser(port).signIn(person.username(), People.PASSWORD);
    receiver.next();
    assertThat(Poll.until(Duration.ofSeconds(20), () -> subscriptions(phone) == 0)).isTrue();
    assertThat(phone.requests()).hasSize(1);
  }

  @Test
  void aReceiverThatIsNotThereStopsNoSignIn() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    subscribe(phone, receiver.subscription());
    receiver.close();
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).status()).isEqualTo(200);
    assertThat(phone.requests()).hasSize(1);
  }

  @Test
  void E09_onlyThePhoneItselfChangesItsPushEndpoint() {
    People.Person victim = people.bySms();
    Authenticator phone = phoneOf(victim);
    subscribe(phone, receiver.subscription());
    Authenticator attacker = phoneOf(people.bySms());
    attacker.pretend(phone.device());
    try (PushReceiver theirs = new PushReceiver()) {
      assertThat(subscribe(attacker, theirs.subscription())).isEqualTo(404);
      assertThat(attacker.send("PUT", "/app/api/subscription", theirs.subscription()).status())
          .isEqualTo(404);
      assertThat(attacker.signed("DELETE", "/app/api/subscription", "").status()).isEqualTo(404);
      new Browser(port).signIn(victim.username(), People.PASSWORD);
      receiver.next();
      assertThat(theirs.within(300)).isNull();
    }
  }

  @Test
  void whatIsNoSubscriptionIsRefused() {
    Authenticator phone = phoneOf(people.bySms());
    for (String endpoint :
        new String[] {
          "ftp://push.example/",
          "https://user@push.example/",
          "x",
          "",
          "https://push.example/",
          "https://10.0.0.1/",
          "https://fcm.googleapis.com:8443/"
        }) {
      assertThat(subscribe(phone, receiver.subscription(endpoint))).as(endpoint).isEqualTo(422);
    }
    String elsewhere = receiver.subscription("https://push.example/");
    assertThat(phone.signed("PUT", "/app/api/subscription", elsewhere).json().get("problem"))
        .hasToString("\"This portal does not use the push service of this browser.\"");
    assertThat(subscribe(phone, "{}")).isEqualTo(400);
    assertThat(
            subscribe(
                phone,
                "{\"endpoint\":\"https://push.example/\",\"p256dh\":\"AAAA\",\"auth\":\"AAAA\"}"))
        .isEqualTo(400);
    assertThat(subscriptions(phone)).isZero();
  }

  @Test
  void Rule42_isEncryptedAgainBeforeItsKeyIsRetired() {
    Authenticator phone = phoneOf(people.bySms());
    subscribe(phone, receiver.subscription());
    DeviceId device = new DeviceId(UUID.fromString(phone.device()));
    SubscriptionStore retired = store(TestSettings.NEXT_KEY);
    assertThat(retired.find(device)).isEmpty();
    Optional<Subscription> found = store(TestSettings.NEXT_KEY, TestSettings.KEY).find(device);
    assertThat(found).isPresent();
    assertThat(retired.find(device)).isEqualTo(found);
  }

  private SubscriptionStore store(String... keys) {
    return new SubscriptionStore(jdbc, TestSecrets.of(keys).sealer(), json, clock);
  }

  @Test
  void isForgottenWhenThePhoneSaysSoAndNeverKeptInClear() {
    Authenticator phone = phoneOf(people.bySms());
    subscribe(phone, receiver.subscription());
    byte[] sealed =
        (byte[])
            rows.query(
                    "select subscription from app_subscription where device_id = ?",
                    UUID.fromString(phone.device()))
                .getFirst()
                .get("subscription");
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("127.0.0.1");
    assertThat(phone.signed("DELETE", "/app/api/subscription", "").status()).isEqualTo(204);
    assertThat(subscriptions(phone)).isZero();
  }
}
