package org.sallyport.demo;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.sallyport.Sallyport;
import org.sallyport.demo.archive.Orthanc;
import org.sallyport.demo.archive.SampleGrants;
import org.sallyport.demo.archive.SampleLoader;
import org.sallyport.demo.archive.SampleStudy;
import org.sallyport.demo.outbox.MailCatcher;
import org.sallyport.demo.outbox.OutboxPage;
import org.sallyport.demo.outbox.OutboxServer;
import org.sallyport.demo.outbox.Postbox;
import org.sallyport.demo.outbox.SmsCatcher;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.policy.Policy;
import org.sallyport.platform.policy.start.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts everything, loads missing data, prints the addresses, and stops everything at the end. */
public final class Demo {
  private static final int EXIT_REFUSED = 2;
  private static final int EXIT_FAILED = 1;

  private final Options options;

  /** What has been started, newest first: the order in which it is stopped. */
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  private volatile boolean applicationStarted;

  private Demo(Options options) {
    this.options = options;
  }

  /**
   * Runs the demo until it is stopped by a signal.
   *
   * @param arguments see {@link Options}
   */
  public static void main(String... arguments) {
    try {
      new Demo(Options.of(arguments)).run();
    } catch (Refused e) {
      end(words(e), EXIT_REFUSED);
    } catch (IOException | RuntimeException e) {
      StartRefused.lineOf(e).ifPresent(line -> end(line, EXIT_REFUSED));
      end(words(cause(e)), EXIT_FAILED);
    }
  }

  private void run() throws IOException {
    checkPorts();
    silenceUntilTheApplicationLogs();
    stopAtTheEnd();
    DemoFolder folder = keep(DemoFolder.take(options.data()));
    if (options.fresh()) {
      folder.clear();
    }
    Orthanc archive = keep(Orthanc.start(folder.orthanc()));
    loadSamples(folder, archive);
    open(folder, archive);
  }

  private void checkPorts() {
    Ports.check(options.port());
    Ports.check(options.outboxPort());
    if (options.lan() != null) {
      Ports.check(options.lan(), options.port());
    }
  }

  private void stopAtTheEnd() {
    // Runs after the application has stopped, whatever stopped it.
    SpringApplication.getShutdownHandlers().add(this::stop);
    // For the case that there is no application yet, or that it refuses its settings.
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopWithoutApplication));
  }

  private void loadSamples(DemoFolder folder, Orthanc archive) throws IOException {
    new SampleLoader(options.samples(), archive.api())
        .load(SampleStudy.all(), folder.workshop(), LocalDateTime.now(ZoneId.systemDefault()));
  }

  private void open(DemoFolder folder, Orthanc archive) throws IOException {
    Postbox postbox = new Postbox(Clock.tickMillis(ZoneOffset.UTC));
    MailCatcher mail = keep(new MailCatcher(postbox));
    SmsCatcher sms = keep(new SmsCatcher(postbox));
    SpringApplication application = new SpringApplication(Sallyport.class);
    InetAddress lan = options.lan();
    LocalAuthority authority = lan == null ? null : LocalAuthority.take(folder.authority(), lan);
    application.setEnvironment(DemoSettings.of(options, folder, archive, mail, sms, authority));
    ConfigurableApplicationContext context = application.run();
    applicationStarted = true;

    Installation installation = context.getBean(Installation.class);
    SampleAccounts accounts = SampleAccounts.read();
    accounts.load(context);
    new SampleGrants(context).load(SampleStudy.all(), Instant.now());
    OutboxPage page = new OutboxPage(installation.publicUrl(), installation.zone());
    keep(new OutboxServer(options.outboxPort(), postbox, page));
    if (lan != null && authority != null) {
      TrustServer trust =
          keep(new TrustServer(lan, authority.certificate(), installation.publicUrl()));
      print(Greeting.ofLan(trust.page()));
    }
    boolean codes = context.getBean(SecondFactors.class).canSendCodes();
    if (!codes) {
      String policy = context.getBean(Policy.class).name();
      print(Greeting.ofActivation(policy, options.data()));
    }
    print(
        Greeting.of(
            installation.publicUrl(), options.outboxPort(), options.data(), accounts, codes));
  }

  private static void silenceUntilTheApplicationLogs() {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
        instanceof ch.qos.logback.classic.Logger root) {
      root.setLevel(Level.WARN);
    }
  }

  private synchronized <T extends AutoCloseable> T keep(T running) {
    started.push(running);
    return running;
  }

  private void stopWithoutApplication() {
    if (!applicationStarted) {
      stop();
    }
  }

  private synchronized void stop() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        warn(words(e));
      }
    }
  }

  private static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String words(Throwable thrown) {
    String words = Objects.requireNonNullElse(thrown.getMessage(), thrown.toString());
    return words.lines().findFirst().orElse(words);
  }

  private static void end(String why, int status) {
    warn(why);
    System.exit(status);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String text) {
    System.out.println(text);
  }

  @SuppressWarnings("SystemOut")
  private static void warn(String why) {
    System.err.println("sallyport: " + why);
  }
}
