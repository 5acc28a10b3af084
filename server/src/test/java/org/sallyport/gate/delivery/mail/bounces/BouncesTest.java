package org.sallyport.gate.delivery.mail.bounces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.MailSink;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.subethamail.smtp.RejectException;

/** Reports on mails that a server with DSN took, sent to the address that each of them had. */
@SallyportTest
class BouncesTest {
  private static final int PORT = FreePorts.next();
  private static final int LONG_REPORT = 64 << 20;
  private static final List<String> SAID = new CopyOnWriteArrayList<>();
  private static final MailSink SINK = MailSink.start(said -> answer(said, "250-sink\r\n250 DSN"));

  /** A server that offers no reports. */
  private static final MailSink PLAIN = MailSink.start(said -> answer(said, "250 plain"));

  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;
  @Autowired ReturnPaths paths;
  @Autowired RouteReceipts receipts;
  @Autowired BounceConnections connections;
  @Autowired TurnableClock clock;

  private static String answer(String said, String offers) {
    SAID.add(said);
    return said.equals("EHLO") ? offers : MailSink.usual(said);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    settings.add("sallyport.mail.bounces.domain", () -> "bounces.x.example");
    settings.add("sallyport.mail.bounces.port", () -> PORT);
    settings.add("sallyport.mail.routes.sink.host", () -> "127.0.0.1");
    settings.add("sallyport.mail.routes.sink.port", SINK::port);
    settings.add("sallyport.mail.routes.sink.price", () -> "0");
    settings.add("sallyport.mail.routes.plain.host", () -> "127.0.0.1");
    settings.add("sallyport.mail.routes.plain.port", PLAIN::port);
    settings.add("sallyport.mail.routes.plain.domains", () -> "plain.example");
  }

  @BeforeEach
  void begin() {
    SAID.clear();
  }

  private MessageId sent() {
    return sent("anna@x.example");
  }

  private MessageId sent(String to) {
    Message message = new Message(Channel.EMAIL, to, "Hello", "Good morning.\n");
    MessageId id = Objects.requireNonNull(transaction.execute(status -> outbox.put(message)));
    await().until(() -> outbox.delivery(id) instanceof Delivery.HandedOver);
    return id;
  }

  private String address(MessageId id) {
    return paths.of(id).orElseThrow();
  }

  /** A client that says what it is told; the last answer that it got. */
  private static String say(String from, String to, byte[] mail) throws IOException {
    return say(from, List.of(to), mail);
  }

  private static String say(String from, List<String> to, byte[] mail) throws IOException {
    List<String> lines = new ArrayList<>(List.of("HELO mx.example", "MAIL FROM:<" + from + ">"));
    to.forEach(it -> lines.add("RCPT TO:<" + it + ">"));
    lines.add("DATA");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
      socket.setSoTimeout(10_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = socket.getOutputStream();
      in.readLine();
      for (String line : lines) {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String answer = in.readLine();
        if (answer == null || answer.startsWith("4") || answer.startsWith("5")) {
          return String.valueOf(answer);
        }
      }
      out.write(mail);
      out.write("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
      return String.valueOf(in.readLine());
    }
  }

  private static String report(String to, String action, String status) throws IOException {
    return say("", to, Reports.of(action, status));
  }

  @Nested
  class AMail {
    @Test
    void asksForReportsWhereTheServerOffersThem() {
      MessageId id = sent();
      assertThat(SAID)
          .contains(
              "MAIL FROM:<"
                  + address(id).toUpperCase(Locale.ROOT)
                  + "> RET=HDRS ENVID="
                  + id.toString().toUpperCase(Locale.ROOT),
              "RCPT TO:<ANNA@X.EXAMPLE> NOTIFY=SUCCESS,FAILURE,DELAY");
    }

    @Test
    void namesItsAddressAloneWhereTheServerDoesNot() {
      MessageId id = sent("anna@plain.example");
      assertThat(SAID)
          .contains(
              "MAIL FROM:<" + address(id).toUpperCase(Locale.ROOT) + ">",
              "RCPT TO:<ANNA@PLAIN.EXAMPLE>");
    }

    /** The part before the @ has 64 characters at most (RFC 5321 section 4.5.3.1.1). */
    @Test
    void hasAnAddressThatIsNotTooLong() {
      assertThat(address(new MessageId(UUID.randomUUID())).indexOf('@')).isLessThanOrEqualTo(64);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "delivered, 2.0.0, Delivered, ",
    "relayed, 2.0.0, Relayed, ",
    "delayed, 4.4.1, Delayed, ",
    "failed, 5.1.1, Failed, There is no mailbox for this address.",
    "failed, 5.2.2, Failed, The mailbox of this address is full.",
    "failed, 5.7.1, Failed, The mail server of the receiver refused the message.",
    "failed, 4.4.7, Failed, The message did not reach its destination in time.",
    "failed, 5.4.4, Failed, The message cannot be delivered to this destination."
  })
  void whatIsReportedIsShownInWordsOfOurs(String action, String status, String kind, String words)
      throws IOException {
    MessageId id = sent();
    assertThat(report(address(id), action, status)).startsWith("250");
    Delivery delivery = outbox.delivery(id);
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(kind);
    if (words != null) {
      assertThat(delivery).isEqualTo(new Delivery.Failed(words));
    }
  }

  @Test
  void theCaseOfTheAddressDoesNotMatter() throws IOException {
    MessageId id = sent();
    assertThat(report(address(id).toUpperCase(Locale.ROOT), "delivered", "2.0.0"))
        .startsWith("250");
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void aFailureMayFollowThatAnotherSystemTookIt() throws IOException {
    MessageId id = sent();
    report(address(id), "delayed", "4.4.1");
    report(address(id), "relayed", "2.0.0");
    report(address(id), "delayed", "4.4.1");
    assertThat(outbox.delivery(id)).isEqualTo(new Delivery.Relayed());
    report(address(id), "failed", "5.1.1");
    report(address(id), "delivered", "2.0.0");
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.Failed.class);
  }

  @Nested
  class AForgedReport {
    @Test
    void C14_isRefusedWithoutTheProofOfItsMail() throws IOException {
      MessageId id = sent();
      String proofOfOther = address(sent()).replaceAll(".*\\.([a-z2-7]{26})@.*", "$1");
      String ours = address(id);
      char first = ours.charAt(ours.indexOf('.') + 1);
      for (String forged :
          List.of(
              ours.replaceFirst("\\.[a-z2-7]{26}@", "." + proofOfOther + "@"),
              ours.replaceFirst("\\.[a-z2-7]", first == '7' ? ".6" : ".7"),
              ours.replaceFirst("\\.[a-z2-7]{26}@", "@"),
              ours.replaceFirst("\\.[a-z2-7]{26}@", ".@"),
              ours.replace("+", ""),
              "bounces@bounces.x.example",
              ours + ".elsewhere.example",
              "anna@x.example")) {
        assertThat(report(forged, "failed", "5.1.1")).as(forged).startsWith("550");
      }
      assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
    }

    /** Its server would write to the sender, who may be anybody, if it were refused. */
    @Test
    void M12_withASenderChangesNothingAndNobodyIsWrittenTo() throws IOException {
      MessageId id = sent();
      long mails = SINK.taken();
      assertThat(say("victim@x.example", address(id), Reports.of("failed", "5.1.1")))
          .startsWith("250");
      assertThat(
              say("victim@x.example", "bounces+x@bounces.x.example", Reports.of("failed", "5.1.1")))
          .startsWith("250");
      assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
      assertThat(SINK.taken()).isEqualTo(mails);
      assertThat(Inbox.left("victim@x.example")).isEmpty();
    }

    /** The mail server in front would write to the sender that its mail is too large. */
    @Test
    void M12_withASenderIsTakenHoweverLargeItIsAndForHoweverMany() throws IOException {
      byte[] large = ("x".repeat(70) + "\r\n").repeat(20_000).getBytes(StandardCharsets.US_ASCII);
      String ours = address(sent());
      assertThat(say("victim@x.example", List.of(ours, address(sent())), large)).startsWith("250");
      assertThat(offers()).doesNotContain("SIZE").doesNotContain("LIMITS");
    }

    private static String offers() throws IOException {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
        socket.setSoTimeout(10_000);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        in.readLine();
        socket.getOutputStream().write("EHLO mx.example\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder offers = new StringBuilder();
        String line = in.readLine();
        while (line != null && line.startsWith("250-")) {
          offers.append(line).append('\n');
          line = in.readLine();
        }
        return offers.append(line).toString();
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna@x.example", "anna@elsewhere.example", "postmaster"})
    void M12_isNotPassedOnToAnybody(String to) throws IOException {
      assertThat(say("victim@x.example", to, Reports.of("failed", "5.1.1"))).startsWith("5");
    }
  }

  /**
   * Each says something now and then, so that it is never silent for as long as the server waits.
   */
  @Test
  void I09_slowConnectionsDoNotKeepThePlaces() throws IOException {
    MessageId id = sent();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT);
        socket.setSoTimeout(10_000);
        slow.add(socket);
        assertThat(socket.getInputStream().read()).as("greeted").isPositive();
        socket.getOutputStream().write('H');
      }
      clock.turn(Duration.ofSeconds(121));
      connections.endLongOnes();
      assertThat(report(address(id), "delivered", "2.0.0")).startsWith("250");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void I09_aReportWithoutEndIsNotKept() throws RejectException {
    MessageId id = sent();
    BounceHandler handler = new BounceHandler(paths, receipts);
    handler.from("");
    handler.recipient(address(id));
    long before = allocated();
    assertThatThrownBy(() -> handler.data(zeros(LONG_REPORT)))
        .hasMessageContaining("5.3.4 too long");
    assertThat(allocated() - before).isLessThan(LONG_REPORT / 16);
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
  }

  /** The bytes that this thread has allocated. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static InputStream zeros(int bytes) {
    return new InputStream() {
      private int left = bytes;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] into, int from, int most) {
        int count = Math.min(left, most);
        left -= count;
        Arrays.fill(into, from, from + count, (byte) 0);
        return count > 0 || most == 0 ? count : -1;
      }
    };
  }

  /** What is left of it is no command, and the next report gets the answer that is its own. */
  @Test
  void I09_aReportThatIsTooLongIsReadToItsEnd() throws IOException {
    String mail = "NOOP\r\n".repeat(50_000);
    assertThat(sayAll("", address(sent()), mail + ".\r\nQUIT\r\n"))
        .satisfiesExactly(
            answer -> assertThat(answer).startsWith("552"),
            answer -> assertThat(answer).startsWith("221"));
  }

  /** What is answered to a mail and to all that follows it on the same connection. */
  private static List<String> sayAll(String from, String to, String mail) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
      socket.setSoTimeout(10_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = socket.getOutputStream();
      in.readLine();
      for (String line :
          List.of("HELO mx.example", "MAIL FROM:<" + from + ">", "RCPT TO:<" + to + ">", "DATA")) {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        in.readLine();
      }
      out.write(mail.getBytes(StandardCharsets.US_ASCII));
      return in.lines().toList();
    }
  }
}
