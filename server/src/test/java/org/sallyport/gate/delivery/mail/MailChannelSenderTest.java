package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.MessageBody.Code;
import org.sallyport.gate.delivery.MessageBody.Fact;
import org.sallyport.gate.delivery.MessageBody.Facts;
import org.sallyport.gate.delivery.MessageBody.Paragraph;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.MailReceiver;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@SallyportTest
class MailChannelSenderTest {
  private static final MessageId ID =
      new MessageId(UUID.fromString("0190d3a0-0000-7000-8000-000000000001"));

  @Autowired JavaMailSenderImpl server;
  @Autowired MailWriter writer;

  private static Message mail(String to) {
    return new Message(Channel.EMAIL, to, "Grüße", "Good morning.\n");
  }

  private ChannelSender channelSender(JavaMailSenderImpl sender, Tls tls) {
    return TestMail.through(sender, tls, writer);
  }

  /** Through the mail server of the tests. */
  private ChannelSender channelSender() {
    return channelSender(server, Tls.NONE);
  }

  private static JavaMailSenderImpl sender(int port) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    return sender;
  }

  @Nested
  class AMailAsItArrives {
    @Test
    void hasOneRecipientAndTheHeadersOfAMachine() {
      assertThat(channelSender().send(ID, mail("headers@x.example")))
          .isEqualTo(new SendResult.Taken());
      Received mail = Inbox.next("headers@x.example");
      assertThat(mail.subject()).isEqualTo("Grüße");
      assertThat(mail.raw())
          .contains("From: Sallyport <sallyport@localhost>")
          .contains("To: headers@x.example\r\n")
          .contains("Message-ID: <" + ID + "@localhost>")
          .contains("Auto-Submitted: auto-generated")
          .contains("Content-Type: multipart/alternative")
          .doesNotContain("Cc:", "Bcc:");
    }

    @Test
    void showsTheCodeLargeAndNeedsNothingFromElsewhere() {
      MessageBody messageBody =
          MessageBody.of(
              new Code("Your One-Time-Password, message", "K7", "418 207"),
              new Paragraph("<script>alert(1)</script>"),
              Facts.of(new Fact("Browser", "Firefox \"145\" & <b>others</b>")));
      channelSender()
          .send(ID, Message.mail("html@x.example", "Your code, message K7", messageBody));
      Received mail = Inbox.next("html@x.example");
      assertThat(mail.text()).isEqualTo(messageBody.text());
      assertThat(mail.html())
          .containsPattern("font-size:44px[^>]*>418 207<")
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .contains("&amp; &lt;b&gt;others&lt;/b&gt;")
          .doesNotContain(
              "<script", "<b>", "<img", "url(", "@import", "<link", " src=", "http:", "https:");
    }
  }

  @Nested
  class TheWayToTheServer {
    @ParameterizedTest
    @CsvSource({
      "mail.example, , true, true",
      "127.0.0.1, , false, false",
      "localhost, , false, false",
      "127.relay.example, , true, true",
      "127.0.0.1.example, , true, true",
      "mail.example, OPPORTUNISTIC, true, false",
      "mail.example, NONE, false, false",
      "127.0.0.1, REQUIRED, true, true"
    })
    void isEncryptedUnlessItStaysOnThisMachine(
        String host, Tls tls, String enabled, String required) {
      JavaMailSenderImpl sender = new JavaMailSenderImpl();
      sender.setHost(host);
      MailServer.prepare(sender, tls, "portal.lindenmoor.example", MailServer.TIMEOUT);
      Properties settings = sender.getJavaMailProperties();
      assertThat(settings)
          .containsEntry("mail.smtp.starttls.enable", enabled)
          .containsEntry("mail.smtp.starttls.required", required)
          .containsEntry("mail.smtp.localhost", "portal.lindenmoor.example")
          .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
          .containsEntry("mail.smtp.connectiontimeout", "10000")
          .containsEntry("mail.smtp.timeout", "10000")
          .containsEntry("mail.smtp.writetimeout", "10000");
    }

    @Test
    void aServerWithoutTlsGetsNothingWhereTlsIsRequired() {
      MailReceiver plain = new MailReceiver(mail -> {});
      try {
        assertThat(
                channelSender(sender(plain.port()), Tls.REQUIRED).send(ID, mail("tls@x.example")))
            .isInstanceOf(SendResult.Overloaded.class);
      } finally {
        plain.stop();
      }
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForLong() throws IOException {
      try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        JavaMailSenderImpl sender = sender(silent.getLocalPort());
        sender.getJavaMailProperties().setProperty("mail.smtp.timeout", "200");
        assertThat(channelSender(sender, Tls.NONE).send(ID, mail("silent@x.example")))
            .isEqualTo(new SendResult.Overloaded(StoredText.of("delivery.mail.not-reached")));
      }
    }

    @ParameterizedTest
    @CsvSource({
      "450, 450 4.7.1 Error: too much mail from 192.0.2.1, UNAVAILABLE",
      "451, 451-4.3.2 Concurrent connections limit exceeded, UNAVAILABLE",
      "421, 421 Service not available, UNAVAILABLE",
      "450, 450 4.2.0 Greylisted, DEFERRED",
      "450, 450 4.7.1 Recipient address rejected: Greylisted, DEFERRED",
      "451, 451 4.7.1 Graylisting in action, DEFERRED",
      "451, 451 Try again, DEFERRED"
    })
    void aLimitOfTheServerIsToldFromAMailboxThatIsNotReady(
        int code, String answer, RouteAnswer.Cause cause) throws AddressException {
      var refused =
          new SMTPAddressFailedException(
              new InternetAddress("queued@x.example"), "RCPT TO:<queued@x.example>", code, answer);
      assertThat(SmtpAnswer.of(new MailNotTaken(refused, false)))
          .isInstanceOfSatisfying(
              RouteAnswer.NotSent.class, it -> assertThat(it.cause()).isEqualTo(cause));
    }
  }

  @Test
  void aSlowServerDoesNotBlockAWorkerForever() throws Exception {
    try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CountDownLatch hungUp = new CountDownLatch(1);
      Thread.startVirtualThread(() -> drip(dripping, hungUp));
      ChannelSender hasty =
          TestMail.through(
              sender(dripping.getLocalPort()), Tls.NONE, writer, Duration.ofSeconds(1));
      assertThat(hasty.send(ID, mail("drip@x.example")))
          .as("nothing was sent, for certain")
          .isInstanceOf(SendResult.Overloaded.class);
      assertThat(hungUp.await(10, TimeUnit.SECONDS)).as("the connection is closed").isTrue();
    }
  }

  /** Sends an endless greeting, one line at a time, until the client disconnects. */
  private static void drip(ServerSocket server, CountDownLatch hungUp) {
    try (Socket socket = server.accept()) {
      while (!Thread.currentThread().isInterrupted()) {
        socket
            .getOutputStream()
            .write("220-still greeting\r\n".getBytes(StandardCharsets.US_ASCII));
        Thread.sleep(50);
      }
    } catch (IOException e) {
      hungUp.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void withoutAMailServerThePageSaysSo() {
    ChannelSender none = TestMail.through(null, Tls.NONE, writer);
    assertThat(none.send(ID, mail("none@x.example")))
        .isEqualTo(new SendResult.Refused(StoredText.of("delivery.mail.not-set-up")));
  }

  @Test
  void aSenderThatIsNoAddressIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestMail.properties("Portal\r\nBcc: x@x.example", null))
        .withMessageStartingWith("sallyport.mail.from is no mail address");
  }
}
