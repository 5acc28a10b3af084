package org.sallyport.gate.delivery.mail.bounces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.MailSink;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mails through a real Postfix, and its reports back. It is the mail server of all receivers below
 * "postfix.example"; another route leads to it through a line that reads slowly.
 */
@Tag("long")
@EnabledIf("org.sallyport.gate.delivery.mail.bounces.Postfix#isPossible")
@SallyportTest
class PostfixTest {
  private static final int SMTP = FreePorts.next();
  private static final int REPORTS = FreePorts.next();
  private static final String MAIL = "The mail server ";
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  /** The mail system of a receiver, which knows of no reports. */
  private static final MailSink ELSEWHERE = MailSink.start();

  private static final MailSink REFUSING = MailSink.start(PostfixTest::refusal);

  /** What runs beside the test, started when its settings are read. */
  private record MailSystem(
      Path folder, Postfix postfix, GreylistingService greylisting, ServerSocket slowLine) {}

  /** Is set up at its first use. */
  private static final class Running {
    static final MailSystem SYSTEM = start();
  }

  @Autowired Outbox outbox;
  @Autowired Dispatcher dispatcher;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;

  private static String refusal(String said) {
    if (!said.startsWith("RCPT")) {
      return MailSink.usual(said);
    }
    if (said.contains("@DELAYED.")) {
      return "450 4.2.0 <secret words>";
    }
    return (said.contains("@FULL.") ? "552 5.2.2" : "550 5.1.1") + " <secret words>";
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    ServerSocket slowLine = Running.SYSTEM.slowLine();
    settings.add("sallyport.mail.bounces.domain", () -> "bounces.x.example");
    settings.add("sallyport.mail.bounces.port", () -> REPORTS);
    settings.add("sallyport.mail.routes.postfix.host", () -> "127.0.0.1");
    settings.add("sallyport.mail.routes.postfix.port", () -> SMTP);
    settings.add("sallyport.mail.routes.postfix.domains", () -> "postfix.example");
    settings.add("sallyport.mail.routes.slow.host", () -> "127.0.0.1");
    settings.add("sallyport.mail.routes.slow.port", slowLine::getLocalPort);
    settings.add("sallyport.mail.routes.slow.domains", () -> "slow.postfix.example");
  }

  private static MailSystem start() {
    try {
      GreylistingService greylisting = GreylistingService.start();
      ServerSocket slowLine = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.startVirtualThread(() -> readSlowly(slowLine));
      Path folder = folder();
      return new MailSystem(folder, postfix(folder, greylisting), greylisting, slowLine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Postfix gives its folders away, and starts only below ones that all may enter. */
  private static Path folder() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "postfix");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  private static Postfix postfix(Path folder, GreylistingService greylisting) throws IOException {
    return Postfix.start(
        folder,
        SMTP,
        """
            delay_warning_time = 1s
            bounce_queue_lifetime = 1d
            smtpd_recipient_restrictions =
              check_recipient_access inline:{
                { busy@postfix.example = 451 4.2.0 <secret words> }
                { full@postfix.example = 452 4.2.2 <secret words> }
                { nobody@postfix.example = 550 5.1.1 <secret words> }
                { spam@postfix.example = 554 5.7.1 <secret words> } },
              check_policy_service inet:127.0.0.1:%1$d
            transport_maps = inline:{
              { delivered.postfix.example = discard: }
              { delayed.postfix.example = smtp:[127.0.0.1]:%2$d }
              { full.postfix.example = smtp:[127.0.0.1]:%2$d }
              { refused.postfix.example = smtp:[127.0.0.1]:%2$d }
              { bounces.x.example = smtp:[127.0.0.1]:%3$d }
              { postfix.example = smtp:[127.0.0.1]:%4$d }
              { slow.postfix.example = discard: } }
            """
            .formatted(greylisting.port(), REFUSING.port(), REPORTS, ELSEWHERE.port()));
  }

  @AfterAll
  static void stop() throws IOException {
    MailSystem system = Running.SYSTEM;
    system.postfix().close();
    system.greylisting().close();
    system.slowLine().close();
    ELSEWHERE.close();
    REFUSING.close();
    try (var files = Files.walk(system.folder())) {
      files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
    }
  }

  /** Passes 200 bytes a second on to Postfix. */
  private static void readSlowly(ServerSocket slowLine) {
    while (!slowLine.isClosed()) {
      try {
        Socket client = slowLine.accept();
        client.setReceiveBufferSize(1024);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), SMTP);
        Thread.startVirtualThread(() -> pass(client, server, true));
        Thread.startVirtualThread(() -> pass(server, client, false));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void pass(Socket from, Socket to, boolean isSlow) {
    byte[] piece = new byte[isSlow ? 20 : 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(piece);
      while (read > 0) {
        out.write(piece, 0, read);
        if (isSlow) {
          Thread.sleep(100);
        }
        read = in.read(piece);
      }
    } catch (IOException e) {
      // One side has hung up.
      return;
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @BeforeEach
  void begin() {
    clock.turn(Duration.ofHours(1));
  }

  private MessageId put(String to) {
    Message message =
        new Message(Channel.EMAIL, to, "Hello", "Good morning.\n".repeat(200))
            .withPriority(Priority.CODE);
    return Objects.requireNonNull(transaction.execute(status -> outbox.put(message)));
  }

  private int tries(MessageId id) {
    return jdbc.sql("select tries from outbox where id = :id and state <> 'sending'")
        .param("id", id.value())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private Delivery after(MessageId id, Class<? extends Delivery> state) {
    await().atMost(A_MINUTE).until(() -> state.isInstance(outbox.delivery(id)));
    return outbox.delivery(id);
  }

  @Test
  void whatItDeliversIsReportedAsDelivered() {
    after(put("anna@delivered.postfix.example"), Delivery.Delivered.class);
  }

  @Test
  void whatAnotherSystemTookIsReportedAsTaken() {
    after(put("anna@postfix.example"), Delivery.Relayed.class);
  }

  @Test
  void aDelayIsReported() {
    after(put("anna@delayed.postfix.example"), Delivery.Delayed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "anna@refused.postfix.example, There is no mailbox for this address.",
    "anna@full.postfix.example, The mailbox of this address is full."
  })
  void aFailureIsReportedInWordsOfOurs(String to, String words) throws IOException {
    assertThat(after(put(to), Delivery.Failed.class)).isEqualTo(new Delivery.Failed(words));
    assertThat(Running.SYSTEM.postfix().log())
        .doesNotContain("status=deferred (host 127.0.0.1[127.0.0.1] refused");
  }

  /** The route "default" is the mail server of the tests, which refuses and defers like Postfix. */
  @ParameterizedTest
  @CsvSource({
    "busy@postfix.example, 451, does not accept the message at the moment.",
    "full@postfix.example, 452, does not accept the message at the moment."
  })
  void aDeferralIsTriedAgainAndSaid(String to, int code, String words) {
    Inbox.answerMail(to, code);
    MessageId id = put(to);
    await().atMost(A_MINUTE).until(() -> tries(id) > 0);
    assertThat(outbox.delivery(id)).isEqualTo(new Delivery.OnItsWay(MAIL + words));
  }

  @ParameterizedTest
  @CsvSource({"nobody@postfix.example, 550", "spam@postfix.example, 554"})
  void aRefusalIsSaid(String to, int code) {
    Inbox.answerMail(to, code);
    assertThat(after(put(to), Delivery.Failed.class))
        .isEqualTo(new Delivery.Failed(MAIL + "refused the message (" + code + ")."));
  }

  @Test
  void greylistingIsPassedAtTheSecondTry() {
    String to = "greylisted@postfix.example";
    Inbox.answerMail(to, 450);
    MessageId id = put(to);
    await().atMost(A_MINUTE).until(() -> tries(id) > 0);
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.OnItsWay.class);
    clock.turn(Duration.ofSeconds(6));
    dispatcher.dispatchDue();
    after(id, Delivery.Relayed.class);
  }

  /** Each of its mails takes about 15 seconds for the text alone. */
  @Test
  void I07_aSlowReaderHoldsUpNoOtherRoute() {
    MessageId[] slow = new MessageId[8];
    for (int i = 0; i < slow.length; i++) {
      slow[i] = put("anna" + i + "@slow.postfix.example");
    }
    long begun = System.nanoTime();
    after(put("berta@delivered.postfix.example"), Delivery.Delivered.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(outbox.delivery(slow[0])).isInstanceOf(Delivery.OnItsWay.class);
  }
}
