package org.sallyport.gate.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.routes.RouteLedger;
import org.sallyport.platform.crypto.KeyRing;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.tracing.Tracing;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A node of its own, whose clock is years ahead: what it puts into the outbox is not due for the
 * application.
 */
@SallyportTest
class PriorityTest {
  private final TurnableClock clock = new TurnableClock();
  private final Queue<String> order = new ConcurrentLinkedQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final Queue<Object> told = new ConcurrentLinkedQueue<>();
  private Function<String, SendResult> relay = text -> new SendResult.Taken();
  private OutboxStore store;
  private Node node;
  private Dispatcher dispatcher;

  @BeforeEach
  void ownNode(@Autowired BeanFactory beans) {
    clock.turn(Duration.ofDays(3650));
    Envelopes envelopes = beans.getBean(Envelopes.class);
    RandomValues random = beans.getBean(RandomValues.class);
    JdbcClient jdbc = beans.getBean(JdbcClient.class);
    jdbc.sql("delete from outbox where state = 'waiting'").update();
    store = new OutboxStore(jdbc, envelopes, random, clock);
    node = new Node(beans.getBean(DataSource.class), random, beans.getBean(KeyRing.class));
    MeterRegistry meters = beans.getBean(MeterRegistry.class);
    dispatcher =
        new Dispatcher(
            Arrays.stream(Channel.values()).<ChannelSender>map(Relay::new).toList(),
            store,
            new Claims(node, store, new Outcomes(store, meters, told::add, clock)),
            beans.getBean(Abandoned.class),
            envelopes,
            clock,
            beans.getBean(Tracing.class));
  }

  @AfterEach
  void stop(@Autowired JdbcClient jdbc) throws InterruptedException {
    release.countDown();
    dispatcher.destroy();
    node.destroy();
    jdbc.sql("delete from outbox where created_at > :now")
        .param("now", java.sql.Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
        .update();
  }

  private final class Relay implements ChannelSender {
    private final Channel channel;

    Relay(Channel channel) {
      this.channel = channel;
    }

    @Override
    public Channel channel() {
      return channel;
    }

    @Override
    public SendResult send(MessageId id, Message message) {
      order.add(message.text());
      return relay.apply(message.text());
    }
  }

  private MessageId put(Channel channel, Priority priority, String text) {
    clock.turn(Duration.ofMillis(1));
    Message message =
        switch (channel) {
          case EMAIL -> new Message(channel, "queued@brambleway.example", "Hello", text);
          case SMS -> Message.sms("+32470999001", text);
          case VOICE -> Message.call("+32470999001", text);
        };
    return store.put(message.withPriority(priority));
  }

  private void fill(Channel channel, Priority priority, int count) {
    IntStream.range(0, count).forEach(i -> put(channel, priority, priority + " " + i));
  }

  private SendResult blocked(String text) {
    if (text.startsWith("CODE")) {
      return new SendResult.Taken();
    }
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new SendResult.Taken();
  }

  @Nested
  class Rule49_CodesThenSecurityThenTheRest {
    @ParameterizedTest
    @EnumSource
    void messagesGoOutInThisOrderHoweverLongTheOthersWait(Channel channel) {
      for (Priority priority : List.of(Priority.values()).reversed()) {
        fill(channel, priority, 3);
      }
      dispatcher.dispatchDue();
      assertThat(order)
          .containsExactly(
              "CODE 0",
              "CODE 1",
              "CODE 2",
              "SECURITY 0",
              "SECURITY 1",
              "SECURITY 2",
              "INVITATION 0",
              "INVITATION 1",
              "INVITATION 2",
              "OTHER 0",
              "OTHER 1",
              "OTHER 2");
    }

    @ParameterizedTest
    @EnumSource
    void aCodeNeedsNoPlaceThatARelayKeepsOccupiedByOthers(Channel channel) {
      relay = PriorityTest.this::blocked;
      fill(channel, Priority.OTHER, 12);
      dispatcher.poll();
      await().until(() -> order.size() == 4);
      fill(channel, Priority.SECURITY, 4);
      dispatcher.poll();
      await().until(() -> order.size() == 6);
      put(channel, Priority.CODE, "CODE");
      dispatcher.wake(channel, Priority.CODE);
      await().until(() -> order.contains("CODE"));
      assertThat(order).hasSize(7);
    }

    @Test
    void aChannelIsWokenThoughManyMessagesOfAnotherAreDue() {
      relay = PriorityTest.this::blocked;
      fill(Channel.EMAIL, Priority.OTHER, 120);
      put(Channel.SMS, Priority.CODE, "CODE");
      dispatcher.poll();
      await().until(() -> order.contains("CODE"));
    }
  }

  @Nested
  class ARelayThatRefusesBecauseOfTheLoad {
    private boolean overloaded = true;

    private SendResult answer(String text) {
      return overloaded && !text.startsWith("CODE")
          ? new SendResult.Overloaded("busy")
          : new SendResult.Taken();
    }

    @Test
    void isNotTriedWithBulkMailForAWhile() {
      relay = this::answer;
      fill(Channel.EMAIL, Priority.OTHER, 12);
      dispatcher.dispatchDue();
      assertThat(order).hasSize(1);
      dispatcher.dispatchDue();
      assertThat(order).hasSize(1);
      fill(Channel.EMAIL, Priority.SECURITY, 1);
      dispatcher.dispatchDue();
      assertThat(order).endsWith("SECURITY 0");

      overloaded = false;
      clock.turn(Duration.ofSeconds(9));
      dispatcher.dispatchDue();
      assertThat(order).hasSize(2 + 13).endsWith("OTHER 0");
    }

    @Test
    void takesTheRestAsSoonAsItTookACode() {
      relay = this::answer;
      fill(Channel.EMAIL, Priority.OTHER, 12);
      dispatcher.dispatchDue();
      overloaded = false;
      put(Channel.EMAIL, Priority.CODE, "CODE");
      dispatcher.dispatchDue();
      assertThat(order).startsWith("OTHER 0", "CODE").hasSize(13);
    }
  }

  @Nested
  class AMessageThatIsWithdrawnWhileItIsHandedOver {
    private MessageId withdrawn(SendResult result) {
      AtomicReference<MessageId> put = new AtomicReference<>();
      relay =
          text -> {
            store.withdraw(List.of(put.get()));
            return result;
          };
      put.set(put(Channel.EMAIL, Priority.CODE, "CODE"));
      dispatcher.dispatchDue();
      return put.get();
    }

    private Map<String, @Nullable Object> row(JdbcClient jdbc, MessageId id) {
      return jdbc.sql("select state, body, failure from outbox where id = :id")
          .param("id", id.value())
          .query()
          .singleRow();
    }

    @Test
    void isNotTriedAgainIfThatFails(@Autowired JdbcClient jdbc) {
      MessageId id = withdrawn(new SendResult.NotNow("not yet"));
      clock.turn(Duration.ofMinutes(1));
      dispatcher.dispatchDue();
      assertThat(order).containsExactly("CODE");
      assertThat(row(jdbc, id))
          .containsEntry("state", "withdrawn")
          .containsEntry("body", null)
          .containsEntry("failure", null);
    }

    @Test
    void isMissedByNobodyIfItIsRefused(@Autowired JdbcClient jdbc) {
      MessageId id = withdrawn(new SendResult.Refused("no"));
      assertThat(row(jdbc, id)).containsEntry("state", "withdrawn").containsEntry("failure", null);
      assertThat(told).isEmpty();
    }

    @Test
    void isNotSentThoughAServerOfAnEarlierVersionGaveItBack(@Autowired JdbcClient jdbc) {
      MessageId id = put(Channel.EMAIL, Priority.CODE, "CODE");
      jdbc.sql("update outbox set withdrawn = true where id = :id")
          .param("id", id.value())
          .update();
      dispatcher.dispatchDue();
      assertThat(order).isEmpty();
      assertThat(row(jdbc, id)).containsEntry("state", "withdrawn").containsEntry("body", null);
    }

    @Test
    void isGivenToNoRoute(@Autowired JdbcClient jdbc, @Autowired RouteLedger routes) {
      relay =
          text -> {
            MessageId id = sending(jdbc);
            assertThat(routes.handingTo(id, "a", 0, "BE", null)).isTrue();
            routes.notSent(id, "a");
            store.withdraw(List.of(id));
            assertThat(routes.handingTo(id, "b", 1, "BE", null)).isFalse();
            assertThat(routes.isWithdrawn(id)).isTrue();
            return new SendResult.Taken();
          };
      MessageId id = put(Channel.EMAIL, Priority.CODE, "CODE");
      dispatcher.dispatchDue();
      assertThat(row(jdbc, id)).containsEntry("state", "sent");
    }

    private MessageId sending(JdbcClient jdbc) {
      return new MessageId(
          jdbc.sql("select id from outbox where state = 'sending' order by created_at desc limit 1")
              .query(UUID.class)
              .single());
    }

    @Test
    void isSentIfItWasTaken(@Autowired JdbcClient jdbc) {
      MessageId id = withdrawn(new SendResult.Taken());
      assertThat(row(jdbc, id)).containsEntry("state", "sent");
    }

    @Test
    void isNotSentAgainAfterItsNodeDied(
        @Autowired JdbcClient jdbc, @Autowired Abandoned abandoned) {
      MessageId id = put(Channel.EMAIL, Priority.CODE, "CODE");
      jdbc.sql("update outbox set state = 'sending', claimed_by = 1 where id = :id")
          .param("id", id.value())
          .update();
      store.withdraw(List.of(id));
      abandoned.takeUp(Set.of());
      await().until(() -> Objects.equals(row(jdbc, id).get("state"), "withdrawn"));
      assertThat(row(jdbc, id)).containsEntry("body", null);
    }
  }

  @Test
  void aCodeIsTriedAgainEveryFifteenSeconds() {
    relay = text -> new SendResult.NotNow("not yet");
    put(Channel.EMAIL, Priority.CODE, "CODE");
    for (int i = 0; i < 10; i++) {
      dispatcher.dispatchDue();
      clock.turn(Duration.ofSeconds(15));
    }
    assertThat(order).hasSize(10);
  }
}
