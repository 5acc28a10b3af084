package org.sallyport.gate.delivery.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.routes.ReceiptState;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.gate.delivery.routes.RouteAnswer.Cause;
import org.sallyport.gate.delivery.routes.RouteReceipt;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.gate.delivery.routes.TestReceipts;
import org.sallyport.platform.ids.MessageId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against an SMS centre of an independent library, {@code web/test/smsc.mjs}. */
@EnabledIf("isPossible")
class SmppTest {
  private static final Path FOLDER = Path.of("../web");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NUMBER = "+324700000";

  private static Process centre;
  private static int port;
  private static final BlockingQueue<JsonNode> SUBMITTED = new LinkedBlockingQueue<>();

  private final List<RouteReceipt> receipts = new CopyOnWriteArrayList<>();
  private SmppSender sender;

  /** Whether its requirements are installed; the server can be built and tested without Node.js. */
  static boolean isPossible() {
    return Files.isDirectory(FOLDER.resolve("node_modules/smpp"));
  }

  @BeforeAll
  static void startCentre() throws IOException {
    centre =
        new ProcessBuilder("node", "test/smsc.mjs", "sallyport", "hush")
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = centre.inputReader(StandardCharsets.UTF_8);
    port = Integer.parseInt(said.readLine());
    Thread.ofVirtual()
        .start(() -> said.lines().forEach(line -> SUBMITTED.add(JSON.readTree(line))));
  }

  @AfterAll
  static void stopCentre() {
    centre.destroy();
  }

  @BeforeEach
  void begin() {
    SUBMITTED.clear();
    sender = sender("hush", "Hospital");
  }

  @AfterEach
  void end() {
    sender.close();
  }

  private SmppSender sender(String password, String from) {
    RouteReceipts all = TestReceipts.into(receipts::add, new SimpleMeterRegistry());
    return new SmppSender("smsc", properties(port, password, from), all);
  }

  private static SmppProperties properties(int port, String password, String from) {
    return new SmppProperties(
        "127.0.0.1",
        port,
        false,
        null,
        "sallyport",
        password,
        "",
        from,
        8,
        Duration.ofSeconds(30),
        Duration.ofMinutes(20),
        false,
        Duration.ofSeconds(2));
  }

  private RouteAnswer send(String lastDigits, String text) {
    return sender.send(new MessageId(UUID.randomUUID()), Message.sms(NUMBER + lastDigits, text));
  }

  private static JsonNode submitted() throws InterruptedException {
    JsonNode next = SUBMITTED.poll(5, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void aCodeIsOneSegmentOfGsm7WithAReceipt() throws InterruptedException {
    assertThat(send("10", "K7: 418 207 à [€]\n\n@portal.example #418207"))
        .isInstanceOf(RouteAnswer.Accepted.class);
    JsonNode message = submitted();
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
    JsonNode message = submitted();
    assertThat(message.path("coding").asInt()).isEqualTo(8);
    assertThat(message.path("text").asString()).isEqualTo("K7: 418 207 رمز");
  }

  @Test
  void aLongMessageIsCutAndPutTogether() throws InterruptedException {
    String text = "Good morning. ".repeat(20);
    assertThat(send("10", text)).isInstanceOf(RouteAnswer.Accepted.class);
    JsonNode first = submitted();
    JsonNode second = submitted();
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
            new RouteAnswer.NotSent(
                "The SMS gateway takes no more messages at the moment.", Cause.BUSY));
    assertThat(send("04", "K7"))
        .isEqualTo(
            new RouteAnswer.NotSent(
                "The SMS gateway refused the message (0x0000000B).", Cause.MESSAGE));
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
        .isEqualTo(new RouteAnswer.NotSent("The SMS gateway cannot be reached.", Cause.ROUTE));
    assertThat(SUBMITTED).isEmpty();
  }
}
