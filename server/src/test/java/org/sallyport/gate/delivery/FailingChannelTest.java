package org.sallyport.gate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sallyport.gate.delivery.Steps.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.messages.Language;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SallyportTest
class FailingChannelTest {
  @Autowired Outbox outbox;
  @Autowired Dispatcher dispatcher;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired MeterRegistry meters;
  @Autowired FailedMessages troubles;
  @Autowired People people;

  private Steps steps;

  @BeforeEach
  void steps(@Autowired BeanFactory beans) {
    steps = new Steps(beans);
  }

  @Nested
  class ATroubleThatMayPass {
    @Test
    void isReportedAndTheMailIsRetriedAfterAWait() {
      Inbox.answerMail("busy@brambleway.example", 451);
      MessageId id = steps.put(mail("busy@brambleway.example"));
      steps.awaitTrouble(id);
      assertThat(outbox.delivery(id))
          .isEqualTo(
              new Delivery.OnItsWay("The mail server does not accept the message at the moment."));
      Inbox.answerMail("busy@brambleway.example", 250);
      dispatcher.dispatchDue();
      assertThat(Inbox.left("busy@brambleway.example")).isEmpty();
      clock.turn(Duration.ofSeconds(5));
      dispatcher.dispatchDue();
      Inbox.next("busy@brambleway.example");
      steps.awaitEnd(id);
    }

    @Test
    void aMailServerThatRefusesConnectionsIsTriedAgain() {
      String to = "refused@brambleway.example";
      AtomicReference<MessageId> id = new AtomicReference<>();
      Inbox.withoutMailServer(
          () -> {
            id.set(steps.put(mail(to)));
            steps.awaitTrouble(id.get());
          });
      clock.turn(Duration.ofSeconds(5));
      dispatcher.dispatchDue();
      Inbox.next(to);
      steps.awaitEnd(id.get());
      assertThat(outbox.delivery(id.get())).isInstanceOf(Delivery.HandedOver.class);
    }

    @Test
    void isTriedNoLongerThanTheMessageIsOfUse() {
      String to = "expires@brambleway.example";
      Inbox.answerMail(to, 451);
      MessageId id = steps.put(mail(to).until(clock.instant().plus(Duration.ofMinutes(20))));
      steps.awaitTrouble(id);
      for (int i = 0; i < 30; i++) {
        clock.turn(Duration.ofMinutes(1));
        dispatcher.dispatchDue();
      }
      // The last try may be in the hands of another thread.
      steps.awaitEnd(id);
      Inbox.answerMail(to, 250);
      assertThat(outbox.delivery(id))
          .isEqualTo(
              new Delivery.Failed("The mail server does not accept the message at the moment."));
      clock.turn(Duration.ofHours(1));
      dispatcher.dispatchDue();
      assertThat(Inbox.left(to)).isEmpty();
    }

    @Test
    void aMessageThatIsNoLongerOfUseDoesNotLeave() {
      MessageId id = steps.put(mail("too-late@brambleway.example").until(clock.instant()));
      steps.awaitEnd(id);
      assertThat(outbox.delivery(id))
          .isEqualTo(new Delivery.Failed("The message could not be sent in time."));
      assertThat(Inbox.left("too-late@brambleway.example")).isEmpty();
    }
  }

  @Nested
  class Rule11_AChannelThatFailsIsSaid {
    @Test
    void aMailboxThatDoesNotExist() {
      Inbox.answerMail("nobody@brambleway.example", 550);
      MessageId id = steps.put(mail("nobody@brambleway.example"));
      steps.awaitEnd(id);
      assertThat(outbox.delivery(id))
          .isEqualTo(new Delivery.Failed("The mail server refused the message (550)."));
      assertThat(Language.GERMAN.<Delivery>compose(() -> outbox.delivery(id)))
          .isEqualTo(new Delivery.Failed("Der Mailserver hat die Nachricht abgelehnt (550)."));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 500, 503})
    void aGatewayThatRefusesAndNoMailInItsPlace(int status) {
      People.Person owner = people.bySms();
      Inbox.answerSms(owner.phone(), status);
      double before = failed("sms");
      MessageId id = steps.put(Message.sms(owner.phone(), "Good morning."));
      steps.awaitEnd(id);
      assertThat(outbox.delivery(id))
          .isEqualTo(new Delivery.Failed("The SMS gateway refused the message (" + status + ")."));
      // It is counted after its end is stored.
      await().until(() -> failed("sms") > before);
      clock.turn(Duration.ofHours(1));
      dispatcher.dispatchDue();
      assertThat(Inbox.left(owner.phone())).isEmpty();
      assertThat(Inbox.left(owner.email())).isEmpty();
    }

    private double failed(String channel) {
      return meters.counter("sallyport.messages", "channel", channel, "outcome", "failed").count();
    }

    @Test
    void theAdminsAreNotifiedOnceADayOverTheOtherChannel() {
      People.Person admin = people.add("email", true, true, "admin");
      String to = "+32499000777";
      Inbox.answerSms(to, 500);
      clock.turn(Duration.ofDays(1));
      steps.awaitEnd(steps.put(Message.sms(to, "Good morning.")));
      assertThat(Inbox.next(admin.email()).text())
          .contains("could not be delivered by SMS", "The SMS gateway refused the message (500).")
          .doesNotContain(to);
      steps.awaitEnd(steps.put(Message.sms(to, "Good evening.")));
      assertThat(Inbox.left(admin.email())).isEmpty();
      assertThat(troubles.ofLate())
          .anySatisfy(
              trouble -> {
                assertThat(trouble.channel()).isEqualTo(Channel.SMS);
                assertThat(trouble.failed()).isGreaterThanOrEqualTo(2);
                assertThat(trouble.reason()).contains("SMS gateway");
              });
      Inbox.answerMail("nobody.at.all@brambleway.example", 550);
      steps.awaitEnd(steps.put(mail("nobody.at.all@brambleway.example")));
      assertThat(Inbox.next(admin.phone()).text())
          .contains("could not deliver a message by e-mail");
    }

    @Test
    void adminsAreNotifiedOfAGatewayThatDoesNotAnswerAndNothingIsSentAgain() {
      People.Person admin = people.add("email", true, true, "admin");
      String to = "+32499000778";
      Inbox.answerSms(to, 0);
      clock.turn(Duration.ofDays(1));
      MessageId id = steps.put(Message.sms(to, "Good morning."));
      steps.awaitEnd(id);
      assertThat(outbox.delivery(id)).isInstanceOf(Delivery.Unknown.class);
      assertThat(Inbox.next(admin.email()).text())
          .contains("could not be delivered by SMS", "It is not known whether the message was sent")
          .doesNotContain(to);
      assertThat(troubles.ofLate())
          .anySatisfy(
              trouble -> {
                assertThat(trouble.channel()).isEqualTo(Channel.SMS);
                assertThat(trouble.unknown()).isOne();
                assertThat(trouble.reason()).contains("gave no answer");
              });
      clock.turn(Duration.ofHours(1));
      dispatcher.dispatchDue();
      assertThat(Inbox.left(to)).hasSize(1);
    }
  }
}
