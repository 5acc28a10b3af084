package org.sallyport.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.outbox.OutboxStore;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.MailSink;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Kills the server (SIGKILL) fifty times while it hands 5,000 messages over, half of them mails,
 * half SMS, and counts what the mail server and the gateway took.
 */
@Tag("long")
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OutboxKillTest.OwnMailServer.class})
class OutboxKillTest {
  private static final int KILLS = Integer.getInteger("outbox.kills", 50);
  private static final int OF_EACH_KIND = 50;

  /** Of a channel; each may be handing one message over when the node dies. */
  private static final int PLACES = 8;

  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

  private static final MailSink MAIL = MailSink.start().keepingIds();

  /** After the settings of the tests. */
  static final class OwnMailServer
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("sink", Map.of("spring.mail.port", MAIL.port())));
    }
  }

  @Autowired OutboxStore store;
  @Autowired TransactionTemplate transaction;
  @Autowired Rows rows;
  @Autowired Environment environment;

  @Test
  void nothingIsLostAndNoSmsIsTakenTwice() {
    Random random = new Random(20261130);
    Set<String> mails = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      putSome(kill, mails, numbers);
      killWhileItSends(random);
    }
    Server last = Server.start(settings());
    try {
      Poll.until(Duration.ofMinutes(2), () -> open() == 0);
    } finally {
      last.kill();
    }
    assertThat(open()).isZero();
    everyMailWasTaken(mails);
    noSmsWasTakenTwiceAndThoseNotTakenAreSaidToBe(numbers);
  }

  private void killWhileItSends(Random random) {
    long until = MAIL.taken() + 1 + random.nextInt(OF_EACH_KIND - 1);
    Server server = Server.launch(settings());
    try {
      boolean sends = Poll.until(START_TIMEOUT, () -> MAIL.taken() >= until);
      assertThat(sends).as("it sends").isTrue();
      LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(5)));
    } finally {
      server.kill();
    }
  }

  /** A mail that was being handed over comes again, with the same Message-ID; never another one. */
  private void everyMailWasTaken(Set<String> mails) {
    List<String> taken = MAIL.messageIds();
    assertThat(new HashSet<>(taken)).isEqualTo(mails);
    int repeated = taken.size() - mails.size();
    System.out.printf("| mails | %d | of them repeated | %d |%n", mails.size(), repeated);
    assertThat(repeated).isLessThanOrEqualTo(KILLS * PLACES);
    assertThat(rows.query("select id from outbox where channel = 'email' and state <> 'sent'"))
        .isEmpty();
  }

  private void noSmsWasTakenTwiceAndThoseNotTakenAreSaidToBe(Set<String> numbers) {
    int taken = 0;
    for (String number : numbers) {
      int times = Inbox.left(number).size();
      assertThat(times).as(number).isLessThanOrEqualTo(1);
      taken += times;
    }
    int sent = rows.query("select id from outbox where channel = 'sms' and state = 'sent'").size();
    int unknown =
        rows.query("select id from outbox where channel = 'sms' and state = 'unknown'").size();
    System.out.printf(
        "| SMS | %d | taken | %d | said to be unclear | %d |%n", numbers.size(), taken, unknown);
    assertThat(sent + unknown).isEqualTo(numbers.size());
    assertThat(taken).isBetween(sent, sent + unknown);
    assertThat(unknown).isLessThanOrEqualTo(KILLS * PLACES);
  }

  private void putSome(int kill, Set<String> mails, Set<String> numbers) {
    Instant until = Instant.now().plus(Duration.ofDays(2));
    for (int i = 0; i < OF_EACH_KIND; i++) {
      String to = "kill" + kill + "x" + i + "@load.example";
      mails.add(
          "<"
              + put(() -> new Message(Channel.EMAIL, to, "Hello", "Good morning.").until(until))
              + "@localhost>");
      // No number of a person, who may have messages of other tests.
      String number = "+3246%02d%05d".formatted(kill, i);
      numbers.add(number);
      put(() -> Message.sms(number, "Good morning.").until(until));
    }
  }

  private String put(Supplier<Message> message) {
    return Objects.requireNonNull(transaction.execute(status -> putForTheServers(message.get())))
        .toString();
  }

  /** Due by the real clock, which is ahead of that of the tests: their own application waits. */
  private MessageId putForTheServers(Message message) {
    MessageId id = store.put(message);
    rows.update(
        "update outbox set next_try_at = ? where id = ?",
        Timestamp.from(Instant.now()),
        id.value());
    return id;
  }

  private int open() {
    return rows.query("select id from outbox where ended_at is null").size();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (String name :
        List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "sallyport.secrets.key-file",
            "spring.mail.host",
            "spring.mail.port",
            "sallyport.sms.http.url")) {
      settings.put(name, environment.getRequiredProperty(name));
    }
    return settings;
  }
}
