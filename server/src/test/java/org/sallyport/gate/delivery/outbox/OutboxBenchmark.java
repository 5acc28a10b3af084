package org.sallyport.gate.delivery.outbox;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.platform.crypto.KeyRing;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.tracing.Tracing;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.MailSink;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Not a test of the suite: {@code ./sallyport bench --outbox} runs it. How many mails a second
 * leave the outbox for a mail server on this machine, and how long a code takes from the commit
 * that stores it to that server, while others wait. With {@code -Doutbox.port} the mail server is
 * another one than a sink that takes everything at once, for example a Postfix.
 */
@SallyportTest
@ContextConfiguration(initializers = {TestSettings.class, OutboxBenchmark.Settings.class})
class OutboxBenchmark {
  private static final MailSink SINK = MailSink.start();
  private static final int PORT = Integer.getInteger("outbox.port", SINK.port());
  private static final int MAILS = Integer.getInteger("outbox.mails", 5_000);
  private static final int ROUNDS = Integer.getInteger("outbox.rounds", 3);
  private static final int WAITING = 10_000;
  private static final int CODES = 200;
  private static final String CODE_TO = "waits@load.example";

  /** After those of the tests: another mail server. */
  static final class Settings
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("sink", Map.of("spring.mail.port", PORT)));
    }
  }

  private final TurnableClock clock = new TurnableClock();
  private final CountDownLatch release = new CountDownLatch(1);
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  private OutboxStore store;
  private Node node;
  private Dispatcher dispatcher;

  /** Its clock is years ahead, so that the application takes nothing of what it stores. */
  @BeforeEach
  void ownNode(@Autowired BeanFactory beans) {
    clock.turn(Duration.ofDays(3650));
    Envelopes envelopes = beans.getBean(Envelopes.class);
    RandomValues random = beans.getBean(RandomValues.class);
    store = new OutboxStore(jdbc, envelopes, random, clock);
    node = new Node(beans.getBean(DataSource.class), random, beans.getBean(KeyRing.class));
    MeterRegistry meters = beans.getBean(MeterRegistry.class);
    ChannelSender mail =
        beans.getBeanProvider(ChannelSender.class).stream()
            .filter(sender -> sender.channel() == Channel.EMAIL)
            .findFirst()
            .orElseThrow();
    dispatcher =
        new Dispatcher(
            List.of(mail, new HangingGateway()),
            store,
            new Claims(node, store, new Outcomes(store, meters, event -> {}, clock)),
            beans.getBean(Abandoned.class),
            envelopes,
            clock,
            beans.getBean(Tracing.class));
  }

  @AfterEach
  void stop() throws InterruptedException {
    jdbc.sql("truncate outbox").update();
    release.countDown();
    dispatcher.destroy();
    node.destroy();
  }

  private final class HangingGateway implements ChannelSender {
    @Override
    public Channel channel() {
      return Channel.SMS;
    }

    @Override
    public SendResult send(MessageId id, Message message) {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new SendResult.Doubtful();
    }
  }

  @Test
  void mailsASecond() {
    for (int round = 0; round <= ROUNDS; round++) {
      fill(MAILS);
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = system.getProcessCpuTime();
      long start = System.nanoTime();
      long taken = SINK.taken();
      int connections = SINK.connections();
      dispatcher.poll();
      awaitNoneLeft();
      double seconds = (System.nanoTime() - start) / 1e9;
      print(
          "| %s | %,.0f mails a second | %.1f ms CPU each | %,d at the sink over %,d connections |",
          round == 0 ? "warm-up" : "round " + round,
          MAILS / seconds,
          (system.getProcessCpuTime() - cpu) / 1e6 / MAILS,
          SINK.taken() - taken,
          SINK.connections() - connections);
    }
  }

  @Test
  void aCodeWhileSmsWaitForAGatewayThatHangs() {
    codes("nothing else waits");
    transaction.executeWithoutResult(
        status -> {
          for (int i = 0; i < WAITING; i++) {
            store.put(Message.sms("+3247" + (1_000_000 + i), "Hello"));
          }
        });
    dispatcher.poll();
    codes("%,d SMS wait for a gateway that hangs".formatted(WAITING));
  }

  @Test
  void aCodeWhileMailsWait() {
    codes("nothing else waits");
    fill(WAITING);
    dispatcher.poll();
    codes("%,d mails are on their way to the same server".formatted(WAITING));
  }

  private void codes(String meanwhile) {
    double[] times = new double[CODES];
    for (int i = 0; i < CODES; i++) {
      long start = System.nanoTime();
      transaction.executeWithoutResult(
          status -> store.put(mail(CODE_TO).withPriority(Priority.CODE)));
      dispatcher.wake(Channel.EMAIL, Priority.CODE);
      times[i] = (SINK.nextTo(CODE_TO) - start) / 1e6;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    Arrays.sort(times);
    print(
        "| a code, %s | p50 %.1f ms | p99 %.1f ms |",
        meanwhile, times[CODES / 2], times[CODES * 99 / 100]);
  }

  private void fill(int count) {
    transaction.executeWithoutResult(
        status -> {
          for (int i = 0; i < count; i++) {
            store.put(mail("bulk" + i + "@load.example"));
          }
        });
    jdbc.sql("vacuum analyze outbox").update();
  }

  private static Message mail(String to) {
    return Message.mail(
        to,
        "Your code for Sallyport, message K7",
        MessageBody.of(
            new MessageBody.Code("Your One-Time-Password, message", "K7", "418 207"),
            new MessageBody.Paragraph(
                "It is valid for 20 minutes. Nobody will ever ask you for it."),
            MessageBody.Facts.of(
                new MessageBody.Fact("Asked at", "10:42 CET"),
                new MessageBody.Fact("Browser", "Firefox on Debian"))));
  }

  private void awaitNoneLeft() {
    while (jdbc.sql(
            "select exists (select from outbox where channel = 'email' and state in ('waiting', 'sending'))")
        .query(Boolean.class)
        .single()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static void print(String line, Object... values) {
    System.out.println(String.format(Locale.ROOT, line, values));
  }
}
