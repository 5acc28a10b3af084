package org.sallyport.gate.delivery.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.ReceiptState;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.gate.delivery.routes.RouteReceipt;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.gate.delivery.routes.TestReceipts;
import org.sallyport.platform.ids.MessageId;
import tools.jackson.databind.JsonNode;

/** Against an SMS centre of an independent library. */
@EnabledIf("org.sallyport.gate.delivery.sms.smpp.TestCentre#isPossible")
class SmppTest {
  private static final String NUMBER = "+324700000";

  private static TestCentre centre;

  private final List<RouteReceipt> receipts = new CopyOnWriteArrayList<>();
  private SmppSender sender;

  @BeforeAll
  static void startCentre() throws IOException {
    centre = new TestCentre();
  }

  @AfterAll
  static void stopCentre() {
    centre.close();
  }

  @BeforeEach
  void begin() {
    centre.forget();
    sender = sender("hush", "Hospital");
  }

  @AfterEach
  void end() {
    sender.close();
  }

  private SmppSender sender(String password, String from) {
    RouteReceipts all = TestReceipts.into(receipts::add, new SimpleMeterRegistry());
    return new SmppSender("smsc", centre.properties(password, from), all);
  }

  private RouteAnswer send(String lastDigits, String text) {
    return sender.send(new MessageId(UUID.randomUUID()), Message.sms(NUMBER + lastDigits, text));
  }

  @Test
  void aCodeIsOneSegmentOfGsm7WithAReceipt() throws InterruptedException {
    assertThat(send("10", "K7: 418 207 à [€]\n\n@portal.example #418207"))
        .isInstanceOf(RouteAnswer.Accepted.class);
    JsonNode message = centre.next();
    assertThat(message.path("text").asString())
        .isEqualTo("K7: 418 207 à [€]\n\n@portal.example #418207");
    assertThat(message.path("coding").asInt()).isZero();
    assertThat(message.path("to").asString()).isEqualTo("32470000010");
    assertThat(message.path("toType").asInt()).isEqualTo(1);
    assertThat(message.path("from").asString()).isEqualTo("Hospital");
    assertThat(message.path("fromType").asInt()).isEqualTo(5);
    assertThat(message.path("receipts").asInt()).isEqualTo(1);
    assertThat(Duration.between(Instant.now(), Instant.parse(message.path("validity").asString())))
        .isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
  }

  @Test
  void arabicIsUcs2() throws InterruptedException {
    send("10", "K7: 418 207 رمز");
    JsonNode message = centre.next();
    assertThat(message.path("coding").asInt()).isEqualTo(8);
    assertThat(message.path("text").asString()).isEqualTo("K7: 418 207 رمز");
  }

  @Test
  void aLongMessageIsCutAndPutTogether() throws InterruptedException {
    String text = "Good morning. ".repeat(20);
    assertThat(send("10", text)).isInstanceOf(RouteAnswer.Accepted.class);
    JsonNode first = centre.next();
    JsonNode second = centre.next();
    assertThat(first.path("text").asString() + second.path("text").asString()).isEqualTo(text);
    assertThat(first.path("header").path(0).asString()).endsWith("0201");
    assertThat(second.path("header").path(0).asString()).endsWith("0202");
  }

  @Test
  void receiptsNameTheMessageOfTheAnswer() {
    String reference = reference(send("10", "K7"));
    await().until(() -> receipts.size() == 1);
    assertThat(receipts)
        .containsExactly(new RouteReceipt("smsc", reference, ReceiptState.DELIVERED));
  }

  private static String reference(RouteAnswer answer) {
    return Optional.of((RouteAnswer.Accepted) answer)
        .map(RouteAnswer.Accepted::reference)
        .orElseThrow();
  }

  @Test
  void aReceiptByItsTextAloneIsRead() {
    String reference = reference(send("05", "K7"));
    await().until(() -> receipts.size() == 1);
    assertThat(receipts)
        .containsExactly(new RouteReceipt("smsc", reference, ReceiptState.UNDELIVERABLE));
  }

  @Test
  void aDelayIsSaidAndThenTheDelivery() {
    send("06", "K7");
    await().until(() -> receipts.size() == 2);
    assertThat(receipts)
        .extracting(RouteReceipt::state)
        .containsExactly(ReceiptState.DELAYED, ReceiptState.DELIVERED);
  }

  @Test
  void anErrorMakesItCertainThatNothingWasSent() {
    assertThat(send("01", "K7"))
        .isEqualTo(
            new RouteAnswer.NotSent(StoredText.of("delivery.sms.too-many"), Cause.UNAVAILABLE));
    assertThat(send("04", "K7"))
        .isEqualTo(
            new RouteAnswer.NotSent(
                StoredText.of("delivery.sms.refused", "0x0000000B"), Cause.MESSAGE));
  }

  @Test
  void withoutAnAnswerItIsUnclear() {
    assertThat(send("02", "K7")).isEqualTo(new RouteAnswer.Unclear());
    assertThat(send("03", "K7")).isEqualTo(new RouteAnswer.Unclear());
  }

  @Test
  void aClosedConnectionIsOpenedAgain() {
    send("03", "K7");
    await().until(() -> send("10", "K7") instanceof RouteAnswer.Accepted);
  }

  @Test
  void aCentreThatDoesNotKnowUsIsNotAsked() {
    sender.close();
    sender = sender("wrong", "");
    assertThat(send("10", "K7"))
        .isEqualTo(new RouteAnswer.NotSent(StoredText.of("delivery.sms.not-reached"), Cause.ROUTE));
    assertThat(centre.left()).isEmpty();
  }
}
