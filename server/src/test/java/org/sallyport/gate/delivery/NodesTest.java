package org.sallyport.gate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.sallyport.gate.delivery.Steps.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.outbox.Claimed;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.gate.delivery.outbox.OutboxStore;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("slow")
@SallyportTest
class NodesTest {
  private static final long FREE_NUMBER = 4_711L;

  @Autowired Outbox outbox;
  @Autowired Dispatcher dispatcher;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired OutboxStore store;
  @Autowired BeanFactory beans;

  private Steps steps;

  @BeforeEach
  void steps(@Autowired BeanFactory beans) {
    steps = new Steps(beans);
  }

  /** Another thread of the node may be the one that takes the message up. */
  private void awaitInterruptions(MessageId id, int count) {
    await()
        .until(
            () ->
                jdbc.sql("select interruptions from outbox where id = :id")
                        .param("id", id.value())
                        .query(Integer.class)
                        .single()
                    == count);
  }

  @Nested
  class AfterACrashBetweenMarkAndEnd {
    @Test
    void aMailIsRepeatedWithTheSameMessageId() {
      String to = "repeated@brambleway.example";
      OtherNode dying = new OtherNode(beans);
      MessageId id = steps.markedBy(dying.number(), mail(to));
      dying.channelSender(Channel.EMAIL).send(id, mail(to));
      Received first = Inbox.next(to);
      dying.die();

      dispatcher.dispatchDue();
      Received second = Inbox.next(to);
      String messageId = "Message-ID: <" + id + "@localhost>";
      assertThat(first.raw()).contains(messageId);
      assertThat(second.raw()).contains(messageId);
      steps.awaitEnd(id);
      assertThat(Inbox.left(to)).isEmpty();
    }

    @Test
    void anSmsIsNotRepeatedAndSaidToBeUnknown() {
      MessageId id = steps.markedBy(FREE_NUMBER, Message.sms("+32470998002", "Good morning."));
      dispatcher.dispatchDue();
      steps.awaitEnd(id);
      assertThat(outbox.delivery(id)).isEqualTo(new Delivery.Unknown());
      clock.turn(Duration.ofHours(1));
      dispatcher.dispatchDue();
      assertThat(Inbox.left("+32470998002")).isEmpty();
      assertThat(outbox.delivery(id)).isEqualTo(new Delivery.Unknown());
    }

    @Test
    void aCallIsNotRepeatedAndSaidToBeUnknown() {
      MessageId id = steps.markedBy(FREE_NUMBER, Message.call("+32470998002", "Good morning."));
      dispatcher.dispatchDue();
      steps.awaitEnd(id);
      clock.turn(Duration.ofHours(1));
      dispatcher.dispatchDue();
      assertThat(outbox.delivery(id)).isEqualTo(new Delivery.Unknown());
    }

    /** A message that ends its node would otherwise end one node after the other. */
    @Test
    void M08_aMailDuringWhichNodesDiedFiveTimesIsSetAside(@Autowired FailedMessages troubles) {
      String to = "poison@brambleway.example";
      MessageId id = steps.markedBy(FREE_NUMBER, mail(to));
      Inbox.answerMail(to, 451);
      for (int deaths = 1; deaths < 5; deaths++) {
        dispatcher.dispatchDue();
        awaitInterruptions(id, deaths);
        assertThat(outbox.delivery(id)).isInstanceOf(Delivery.OnItsWay.class);
        jdbc.sql("update outbox set state = 'sending', claimed_by = :node where id = :id")
            .param("node", FREE_NUMBER)
            .param("id", id.value())
            .update();
      }
      clock.turn(Duration.ofSeconds(1));
      dispatcher.dispatchDue();
      steps.awaitEnd(id);
      assertThat(outbox.delivery(id))
          .isEqualTo(
              new Delivery.Failed(
                  "The server stopped several times while it was sending the message. It is not tried again."));
      assertThat(troubles.ofLate())
          .anySatisfy(trouble -> assertThat(trouble.reason()).contains("stopped several times"));
      Inbox.answerMail(to, 250);
      clock.turn(Duration.ofDays(1));
      dispatcher.dispatchDue();
      assertThat(Inbox.left(to)).isEmpty();
    }

    @Test
    void messagesMarkedByALiveNodeAreLeftToIt() {
      String to = "left-alone@brambleway.example";
      OtherNode living = new OtherNode(beans);
      MessageId id = steps.markedBy(living.number(), mail(to));
      dispatcher.dispatchDue();
      assertThat(outbox.delivery(id)).isEqualTo(new Delivery.OnItsWay(null));
      living.die();
      dispatcher.dispatchDue();
      assertThat(Inbox.next(to).raw()).contains(id.toString());
    }

    @Test
    void whoKnowsLaterThatTheSmsLeftMaySaySo() {
      OtherNode slow = new OtherNode(beans);
      Message sms = Message.sms("+32470998003", "Good morning.");
      MessageId id = steps.markedBy(slow.number(), sms);
      Claimed claimed =
          new Claimed(id, slow.envelopes.seal(id, sms), clock.instant(), slow.number(), 1);
      slow.loseConnection(jdbc);
      dispatcher.dispatchDue();
      steps.awaitEnd(id);
      assertThat(outbox.delivery(id)).isEqualTo(new Delivery.Unknown());
      slow.claims.end(claimed, new SendResult.Taken());
      assertThat(outbox.delivery(id)).isEqualTo(new Delivery.HandedOver(clock.instant()));
    }

    @Test
    void whoLosesItsConnectionTakesANewNumber() {
      OtherNode node = new OtherNode(beans);
      long before = node.number();
      node.loseConnection(jdbc);
      assertThatThrownBy(node::number).isInstanceOf(DataAccessException.class);
      assertThat(node.number()).isNotEqualTo(before);
      node.die();
    }
  }

  @Nested
  class TwoNodes {
    private static final int MESSAGES = 200;

    @Test
    void sendEachMessageOnce() throws InterruptedException {
      OtherNode other = new OtherNode(beans);
      List<MessageId> messages = new ArrayList<>();
      transaction.executeWithoutResult(
          status -> {
            for (int i = 0; i < MESSAGES; i++) {
              messages.add(store.put(mail("once" + i + "@brambleway.example")));
              messages.add(store.put(Message.sms("+3249900" + (1000 + i), "Good morning.")));
            }
          });
      together(
          List.of(
              dispatcher::dispatchDue,
              dispatcher::dispatchDue,
              other.dispatcher::dispatchDue,
              other.dispatcher::dispatchDue));
      // Other threads of the node may still be sending the last ones.
      steps.awaitEnds(messages);
      for (int i = 0; i < MESSAGES; i++) {
        assertThat(Inbox.left("once" + i + "@brambleway.example")).hasSize(1);
        assertThat(Inbox.left("+3249900" + (1000 + i))).hasSize(1);
      }
      assertThat(
              jdbc.sql("select count(distinct claimed_by) from outbox").query(Long.class).single())
          .isGreaterThan(1);
      other.die();
    }

    private static void together(List<Runnable> works) throws InterruptedException {
      CountDownLatch start = new CountDownLatch(1);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Runnable work : works) {
          threads.execute(
              () -> {
                try {
                  start.await();
                  work.run();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
        }
        start.countDown();
      }
    }
  }
}
