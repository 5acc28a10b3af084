package org.sallyport.gate.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.gate.delivery.routes.RouteReport;
import org.sallyport.gate.delivery.routes.RouteReports;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.FreePorts;
import org.sallyport.testing.People;
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
 * Several mail servers of a whole Sallyport. Those of "pair.example" are "first" and "second"; all
 * other mails go to the mail server of the tests.
 */
@SallyportTest
class SmtpRoutesTest {
  private static final String FIRST = "first";
  private static final String SECOND = "second";

  /** What each server answers; as usual if nothing is set. */
  private static final Map<String, UnaryOperator<String>> ANSWERS = new ConcurrentHashMap<>();

  private static final Map<String, MailSink> SINKS =
      Map.of(FIRST, start(FIRST), SECOND, start(SECOND), "slow", start("slow"));

  @Autowired Outbox outbox;
  @Autowired Dispatcher dispatcher;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired RouteReports reports;
  @Autowired People people;

  private static MailSink start(String name) {
    return MailSink.start(said -> ANSWERS.getOrDefault(name, MailSink::usual).apply(said))
        .keepingIds();
  }

  private static MailSink sink(String name) {
    return Objects.requireNonNull(SINKS.get(name));
  }

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry settings) {
    SINKS.forEach(
        (name, sink) -> {
          String prefix = "sallyport.mail.routes." + name + ".";
          settings.add(prefix + "host", () -> "127.0.0.1");
          settings.add(prefix + "port", sink::port);
          settings.add(prefix + "timeout", () -> name.equals("slow") ? "20s" : "2s");
          settings.add(
              prefix + "domains", () -> name.equals("slow") ? "slow.example" : "pair.example");
        });
    settings.add("sallyport.mail.routes.first.price", () -> "0");
    settings.add("sallyport.mail.routes.unencrypted.host", () -> "127.0.0.1");
    settings.add("sallyport.mail.routes.unencrypted.port", sink(FIRST)::port);
    settings.add("sallyport.mail.routes.unencrypted.tls", () -> "required");
    settings.add("sallyport.mail.routes.unencrypted.domains", () -> "tls.example");
    settings.add("sallyport.mail.routes.away.host", () -> "127.0.0.1");
    settings.add("sallyport.mail.routes.away.port", FreePorts::next);
    settings.add("sallyport.mail.routes.away.domains", () -> "away.example");
  }

  @BeforeEach
  @AfterEach
  void begin() {
    ANSWERS.clear();
    clock.turn(Duration.ofHours(1));
  }

  private MessageId put(String to, Priority priority) {
    Message message = new Message(Channel.EMAIL, to, "Good morning", "Good morning.\n");
    return Objects.requireNonNull(
        transaction.execute(status -> outbox.put(message.withPriority(priority))));
  }

  private MessageId send(String to) {
    MessageId id = put(to, Priority.OTHER);
    awaitTries(id, 1);
    return id;
  }

  /** Waits until so many tries of a message are over; they are counted when they begin. */
  private void awaitTries(MessageId id, int count) {
    await().until(() -> triesOf(id) >= count && !state(id).equals("sending"));
  }

  private String state(MessageId id) {
    return jdbc.sql("select state from outbox where id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  private int triesOf(MessageId id) {
    return jdbc.sql("select tries from outbox where id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  /** The route of a message, and how many did not take it before. */
  private String routeOf(MessageId id) {
    return jdbc.sql("select coalesce(route || ' ' || routes_before, '') from outbox where id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  private RouteReport report(String route) {
    return reports.ofLate().stream()
        .filter(it -> it.channel() == Channel.EMAIL && it.name().equals(route))
        .findFirst()
        .orElseThrow();
  }

  private static boolean has(String route, MessageId id) {
    return sink(route).messageIds().contains("<" + id + "@localhost>");
  }

  /** The usual answers but to one command, and to that by which a kept connection is tested. */
  private static UnaryOperator<String> but(String command, String answer) {
    return said -> said.startsWith(command) ? answer : onNewConnections(said);
  }

  private static String onNewConnections(String said) {
    return said.equals("NOOP") ? MailSink.HANG_UP : MailSink.usual(said);
  }

  private static UnaryOperator<String> hangsAt(String command, CountDownLatch end) {
    return said -> {
      if (said.startsWith(command)) {
        try {
          end.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return onNewConnections(said);
    };
  }

  @Test
  void aMailLeavesByTheServerOfItsDomain() {
    assertThat(routeOf(send("anna@ward.pair.example"))).isEqualTo("first 0");
    assertThat(routeOf(send("anna@elsewhere.example"))).isEqualTo("default 0");
    assertThat(Inbox.next("anna@elsewhere.example").subject()).isEqualTo("Good morning");
  }

  @Nested
  class TheNextTakesOver {
    @ParameterizedTest
    @ValueSource(strings = {MailSink.CONNECT, "EHLO", "MAIL", "RCPT", "DATA"})
    void whenAServerHangsBeforeTheEndOfTheMail(String command) {
      CountDownLatch end = new CountDownLatch(1);
      ANSWERS.put(FIRST, hangsAt(command, end));
      MessageId id = send("anna@pair.example");
      end.countDown();
      assertThat(routeOf(id)).isEqualTo("second 1");
      assertThat(outbox.delivery(id)).isInstanceOf(Delivery.HandedOver.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "450 4.2.0 Greylisted",
          "451 4.3.0 no disk",
          "550 5.7.1 relaying denied",
          "421 4.3.2 bye"
        })
    void whenAServerRefuses(String answer) {
      ANSWERS.put(FIRST, but("RCPT", answer));
      assertThat(routeOf(send("anna@pair.example"))).isEqualTo("second 1");
    }

    @Test
    void whenTheEndIsRefusedInWords() {
      ANSWERS.put(FIRST, but(MailSink.END, "554 5.7.1 spam"));
      MessageId id = send("anna@pair.example");
      assertThat(routeOf(id)).isEqualTo("second 1");
      assertThat(has(SECOND, id)).isTrue();
    }

    @Test
    void whenAServerCannotBeReached() {
      assertThat(routeOf(send("anna@away.example"))).isEqualTo("default 1");
      Inbox.next("anna@away.example");
    }

    /** Nothing is sent to it, not even the name of the receiver. */
    @Test
    void whenAServerHasNoTls() {
      ANSWERS.put(
          FIRST,
          said -> {
            assertThat(said).doesNotStartWith("MAIL").doesNotStartWith("RCPT");
            return MailSink.usual(said);
          });
      assertThat(routeOf(send("anna@tls.example"))).isEqualTo("default 1");
      Inbox.next("anna@tls.example");
    }
  }

  @Test
  void greylistingEverywhereIsTriedAgainAndIsNoFaultOfARoute() {
    String to = "greylisted@pair.example";
    ANSWERS.put(FIRST, but("RCPT", "450 4.7.1 Greylisted"));
    ANSWERS.put(SECOND, but("RCPT", "450 4.7.1 Greylisted"));
    Inbox.answerMail(to, 450);
    MessageId id = send(to);
    send(to);
    send(to);
    assertThat(routeOf(id)).isEqualTo("default 2");
    assertThat(outbox.delivery(id))
        .isEqualTo(
            new Delivery.OnItsWay("The mail server does not accept the message at the moment."));
    assertThat(report(FIRST).failingSince()).isNull();
    assertThat(report(SECOND).failingSince()).isNull();
    Inbox.answerMail(to, 250);
    ANSWERS.clear();
    tryAgain(id);
    assertThat(state(id)).isEqualTo("sent");
    assertThat(routeOf(id)).isEqualTo("first 0");
  }

  @Test
  void aServerThatFailsIsShownAndTold() {
    People.Person admin = people.add("email", true, true, "admin");
    ANSWERS.put(FIRST, but(MailSink.CONNECT, "421 4.3.2 closed"));
    send("anna@pair.example");
    send("anna@pair.example");
    assertThat(Inbox.next(admin.email()).text())
        .contains("Others take its messages", FIRST)
        .doesNotContain("anna@", "127.0.0.1");
    assertThat(report(FIRST).failingSince()).isNotNull();
    int connections = sink(FIRST).connections();
    assertThat(routeOf(send("anna@pair.example"))).isEqualTo("second 0");
    assertThat(sink(FIRST).connections()).isEqualTo(connections);
    ANSWERS.clear();
    clock.turn(Duration.ofMinutes(1));
    assertThat(routeOf(send("anna@pair.example"))).isEqualTo("first 0");
    assertThat(report(FIRST).failingSince()).isNull();
  }

  /** Its Message-ID says that it is the same mail, but to that server alone. */
  @Test
  void M11_aMailInDoubtIsRepeatedToItsServerAlone() {
    ANSWERS.put(FIRST, but(MailSink.END, MailSink.HANG_UP));
    MessageId id = send("anna@pair.example");
    assertThat(state(id)).isEqualTo("waiting");
    ANSWERS.put(FIRST, but(MailSink.CONNECT, MailSink.HANG_UP));
    tryAgain(id);
    assertThat(state(id)).isEqualTo("waiting");
    assertThat(routeOf(id)).isEqualTo("first 0");
    ANSWERS.clear();
    tryAgain(id);
    assertThat(state(id)).isEqualTo("sent");
    assertThat(has(FIRST, id)).isTrue();
    assertThat(has(SECOND, id)).isFalse();
  }

  private void tryAgain(MessageId id) {
    int tries = triesOf(id);
    clock.turn(Duration.ofMinutes(1));
    dispatcher.dispatchDue();
    awaitTries(id, tries + 1);
  }

  @Test
  void I07_aSlowServerHoldsUpNoMailOfAnother() {
    CountDownLatch end = new CountDownLatch(1);
    ANSWERS.put("slow", hangsAt("DATA", end));
    for (int i = 0; i < 28; i++) {
      put("bulk" + i + "@slow.example", Priority.OTHER);
    }
    long begun = System.nanoTime();
    MessageId other = put("anna@pair.example", Priority.OTHER);
    MessageId code = put("berta@slow.example", Priority.CODE);
    await().until(() -> state(other).equals("sent"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    await().until(() -> routeOf(code).equals("slow 0"));
    end.countDown();
    await().until(() -> state(code).equals("sent"));
  }
}
