package org.sallyport.gate.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.sallyport.gate.delivery.Steps.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.retention.RetentionJob;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class OutboxTest {
  @Autowired Outbox outbox;
  @Autowired Dispatcher dispatcher;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired MeterRegistry meters;

  private Steps steps;

  @BeforeEach
  void steps(@Autowired BeanFactory beans) {
    steps = new Steps(beans);
  }

  @Nested
  class AMessageLeavesWithTheTransactionThatPutIt {
    @Test
    void aMailLeavesAfterTheCommit() {
      MessageId id = steps.put(mail("leaves@brambleway.example"));
      Received mail = Inbox.next("leaves@brambleway.example");
      assertThat(mail.subject()).isEqualTo("Hello");
      assertThat(mail.text()).isEqualTo("Good morning, 418 207.\n");
      steps.awaitEnd(id);
      assertThat(outbox.delivery(id)).isEqualTo(new Delivery.HandedOver(clock.instant()));
    }

    @Test
    void anSmsLeavesAfterTheCommit() {
      steps.put(Message.sms("+32499000001", "Good morning.\n@localhost #123456"));
      assertThat(Inbox.next("+32499000001").text()).isEqualTo("Good morning.\n@localhost #123456");
    }

    @Test
    void nothingLeavesWhenTheTransactionIsRolledBack() {
      transaction.executeWithoutResult(
          status -> {
            outbox.put(mail("rolled-back@brambleway.example"));
            status.setRollbackOnly();
          });
      dispatcher.dispatchDue();
      assertThat(Inbox.left("rolled-back@brambleway.example")).isEmpty();
    }

    @Test
    void outsideATransactionNothingIsTaken() {
      assertThatThrownBy(() -> outbox.put(mail("none@brambleway.example")))
          .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void messagesAreCountedWithoutTheirDestinations() {
      double before = sent();
      steps.put(mail("counted@brambleway.example"));
      await().until(() -> sent() > before);
    }

    private double sent() {
      return meters.counter("sallyport.messages", "channel", "email", "outcome", "sent").count();
    }
  }

  @Test
  void allMessagesOfADayAreCountedByChannelCountryAndState(@Autowired RecentMessages recent) {
    steps.awaitEnd(steps.put(Message.sms("+32470998003", "Good morning.")));
    int before = count(recent, Channel.EMAIL, null, RecentMessage.State.UNKNOWN);
    Timestamp now = Timestamp.from(clock.instant());
    Timestamp yesterday = Timestamp.from(clock.instant().minus(Duration.ofHours(25)));
    jdbc.sql(
            """
            insert into outbox (id, channel, destination, subject, state, created_at, next_try_at, expires_at, ended_at)
            select gen_random_uuid(), 'email', decode('0178', 'hex'), 'many', 'unknown',
                   case when n <= 2500 then fresh else earlier end, fresh, fresh, fresh
              from generate_series(1, 2600) n,
                   (select cast(:now as timestamptz) as fresh, cast(:yesterday as timestamptz) as earlier) t
            """)
        .param("now", now)
        .param("yesterday", yesterday)
        .update();
    assertThat(count(recent, Channel.EMAIL, null, RecentMessage.State.UNKNOWN))
        .isEqualTo(before + 2500);
    assertThat(count(recent, Channel.SMS, "+32", RecentMessage.State.SENT)).isPositive();
    assertThat(recent.ofLate(50)).hasSize(50);
    jdbc.sql("delete from outbox where subject = 'many'").update();
  }

  private static int count(
      RecentMessages recent, Channel channel, @Nullable String country, RecentMessage.State state) {
    return recent.counts(number -> number.substring(0, 3)).stream()
        .filter(it -> it.channel() == channel && Objects.equals(it.country(), country))
        .filter(it -> it.state() == state)
        .mapToInt(MessageCount::count)
        .sum();
  }

  @Test
  void aMessageIsForgottenThirtyDaysAfterItsEnd(@Autowired RetentionJob retention) {
    MessageId id = steps.put(mail("forgotten@brambleway.example"));
    steps.awaitEnd(id);
    clock.turn(Duration.ofDays(30));
    retention.run();
    assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
    clock.turn(Duration.ofMillis(1));
    retention.run();
    assertThatThrownBy(() -> outbox.delivery(id))
        .isInstanceOf(EmptyResultDataAccessException.class);
  }

  @Nested
  class ADumpOfTheDatabaseTellsNothing {
    @Test
    void neitherWhileAMessageWaitsNorAfterIt() {
      String to = "dumped@brambleway.example";
      MessageId id = steps.put(mail(to));
      assertThat(dump()).doesNotContain(to, hex(to), "418 207", hex("418 207"));
      steps.awaitEnd(id);
      assertThat(dump()).doesNotContain(to, hex(to), "418 207", hex("418 207"));
      assertThat(
              jdbc.sql("select body is null from outbox where id = :id")
                  .param("id", id.value())
                  .query(Boolean.class)
                  .single())
          .isTrue();
    }

    private String dump() {
      return String.join("\n", jdbc.sql("select o::text from outbox o").query(String.class).list());
    }

    private static String hex(String text) {
      return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
