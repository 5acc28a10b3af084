package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.routes.RouteAnswer;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.messages.MailSink;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpConnectionsTest {
  private static final MessageId ID = new MessageId(new UUID(1, 2));
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final AtomicInteger step = new AtomicInteger();
  private MailSink sink = MailSink.start();
  private SmtpConnections connections = connectionsTo(sink, MailServer.TIMEOUT);

  @AfterEach
  void stop() {
    connections.close();
    sink.close();
  }

  /** Another mail server, which answers as told. */
  private void serverAnswers(UnaryOperator<String> answers) {
    serverAnswers(answers, MailServer.TIMEOUT);
  }

  /** The same, with the longest wait for each answer. */
  private void serverAnswers(UnaryOperator<String> answers, Duration timeout) {
    stop();
    sink = MailSink.start(answers);
    connections = connectionsTo(sink, timeout);
  }

  /** The usual answer, once the test lets it go. */
  private static String late(CountDownLatch release, String said) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return MailSink.usual(said);
  }

  /** The usual answers, but for one command at its n-th time. */
  private UnaryOperator<String> but(String command, int time, String answer) {
    return said ->
        said.startsWith(command) && step.incrementAndGet() == time ? answer : MailSink.usual(said);
  }

  private static SmtpConnections connectionsTo(MailSink sink, Duration timeout) {
    return new SmtpConnections(server(sink, timeout));
  }

  private static JavaMailSenderImpl server(MailSink sink, Duration timeout) {
    JavaMailSenderImpl server = new JavaMailSenderImpl();
    server.setHost("127.0.0.1");
    server.setPort(sink.port());
    MailServer.prepare(server, Tls.NONE, "portal.lindenmoor.example", timeout);
    return server;
  }

  private static SMTPMessage mail() throws MessagingException {
    SMTPMessage mail = new SMTPMessage(new JavaMailSenderImpl().getSession());
    mail.setFrom(new InternetAddress("sallyport@x.example"));
    mail.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress("anna@x.example"));
    mail.setText("Good morning.\n.\n..\n");
    mail.saveChanges();
    return mail;
  }

  private static RouteAnswer resultOf(ThrowingCallable call) {
    try {
      call.call();
      return new RouteAnswer.Accepted(null);
    } catch (MailNotTaken e) {
      return SmtpAnswer.of(e);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Nested
  class AConnection {
    @Test
    void isUsedForOneMailAfterTheOther() throws Exception {
      for (int i = 0; i < 5; i++) {
        connections.send(ID, mail(), new EndOfMail());
      }
      assertThat(sink.taken()).isEqualTo(5);
      assertThat(sink.connections()).isOne();
    }

    @Test
    void isReplacedAfterAHundredMails() throws Exception {
      for (int i = 0; i < 101; i++) {
        connections.send(ID, mail(), new EndOfMail());
      }
      assertThat(sink.connections()).isEqualTo(2);
    }

    @Test
    void thatTheServerClosedMeanwhileIsReplacedAndTheMailTakenOnce() throws Exception {
      serverAnswers(but("NOOP", 1, MailSink.HANG_UP));
      connections.send(ID, mail(), new EndOfMail());
      connections.send(ID, mail(), new EndOfMail());
      assertThat(sink.taken()).isEqualTo(2);
      assertThat(sink.connections()).isEqualTo(2);
    }

    @Test
    void isKeptAfterARefusalInWords() throws Exception {
      serverAnswers(but("RCPT", 1, "550 5.1.1 unknown"));
      assertThat(resultOf(() -> connections.send(ID, mail(), new EndOfMail())))
          .isInstanceOf(RouteAnswer.NotSent.class);
      connections.send(ID, mail(), new EndOfMail());
      assertThat(sink.connections()).isOne();
    }

    @Test
    void isNotKeptWhereTheServerEndsIt() throws Exception {
      serverAnswers(but("MAIL", 1, "421 4.3.2 going down"));
      assertThat(resultOf(() -> connections.send(ID, mail(), new EndOfMail())))
          .isInstanceOf(RouteAnswer.NotSent.class);
      connections.send(ID, mail(), new EndOfMail());
      assertThat(sink.connections()).isEqualTo(2);
    }
  }

  /** What is not known must not be handed to anybody else, and is not told as a refusal. */
  @Nested
  class WasItSent {
    @Test
    void isUnclearWhereTheConnectionEndsAfterTheWholeText() throws Exception {
      serverAnswers(but(MailSink.END, 1, MailSink.HANG_UP));
      assertThat(resultOf(() -> connections.send(ID, mail(), new EndOfMail())))
          .isEqualTo(new RouteAnswer.Unclear());
      connections.send(ID, mail(), new EndOfMail());
      assertThat(sink.connections()).isEqualTo(2);
    }

    @Test
    void isUnclearWhereNoAnswerComesInTime() {
      CountDownLatch release = new CountDownLatch(1);
      serverAnswers(
          said -> said.equals(MailSink.END) ? late(release, said) : MailSink.usual(said), SHORT);
      assertThat(resultOf(() -> connections.send(ID, mail(), new EndOfMail())))
          .isEqualTo(new RouteAnswer.Unclear());
      release.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "RCPT", "DATA"})
    void isClearBefore(String command) {
      serverAnswers(said -> said.startsWith(command) ? MailSink.HANG_UP : heloToo(command, said));
      assertThat(resultOf(() -> connections.send(ID, mail(), new EndOfMail())))
          .isInstanceOf(RouteAnswer.NotSent.class);
    }

    private static String heloToo(String command, String said) {
      return command.equals("EHLO") && said.equals("HELO")
          ? MailSink.HANG_UP
          : MailSink.usual(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"451 4.3.0 try again", "554 5.7.1 spam"})
    void isClearAfterAnAnswer(String answer) {
      serverAnswers(but(MailSink.END, 1, answer));
      assertThat(resultOf(() -> connections.send(ID, mail(), new EndOfMail())))
          .isNotEqualTo(new RouteAnswer.Unclear())
          .isNotEqualTo(new RouteAnswer.Accepted(null));
    }
  }

  /** A mail that was given up may be handed to another server. */
  @Test
  void aMailThatWasGivenUpIsNotEndedAnyMore() {
    EndOfMail end = new EndOfMail();
    serverAnswers(
        said -> {
          if (said.equals("DATA")) {
            assertThat(end.giveUp()).isTrue();
          }
          return MailSink.usual(said);
        });
    assertThat(resultOf(() -> connections.send(ID, mail(), end)))
        .isInstanceOf(RouteAnswer.NotSent.class);
    assertThat(sink.taken()).isZero();
  }

  @Test
  void aMailWhoseEndWasSentIsNotGivenUp() throws Exception {
    EndOfMail end = new EndOfMail();
    connections.send(ID, mail(), end);
    assertThat(end.giveUp()).isFalse();
  }

  @Test
  void anAnswerThatComesTooLateIsNotTakenForThatToTheNextMail() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    serverAnswers(
        said -> {
          if (said.equals(MailSink.END) && step.incrementAndGet() == 1) {
            return late(release, said);
          }
          return said.equals(MailSink.END) ? "554 5.7.1 no" : MailSink.usual(said);
        },
        SHORT);
    assertThatThrownBy(() -> connections.send(ID, mail(), new EndOfMail()))
        .isInstanceOf(MailNotTaken.class);
    release.countDown();
    await().until(() -> sink.taken() == 1);
    assertThat(resultOf(() -> connections.send(ID, mail(), new EndOfMail())))
        .isInstanceOf(RouteAnswer.NotSent.class);
  }
}
