package org.sallyport.gate.secondfactor.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.gate.secondfactor.push.approval.RequestNotifier;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.phone.Authenticator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Two hundred sign-ins wait for their phones at once, without a thread or a connection each. */
@Tag("long")
@SallyportTest
@TestPropertySource(properties = "apart=yes")
class ManyWaitingTest {
  private static final Logger LOG = LoggerFactory.getLogger(ManyWaitingTest.class);
  private static final int MANY = 200;
  private static final Pattern NUMBER = Pattern.compile("Your number is ([0-9]+)<");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired RequestNotifier requestNotifier;
  @Autowired HikariDataSource connections;
  @TempDir Path folder;

  /** A waiting sign-in. */
  private record Waiting(
      People.Person person, Browser browser, Authenticator phone, String number) {}

  private Waiting begin() {
    People.Person person = people.add("app", true, false, "physician");
    Authenticator phone = new Authenticator(URI.create("http://localhost:" + port), clock);
    UUID device = UUID.randomUUID();
    rows.update("update account set linked_methods = '{app}' where id = ?", person.id().value());
    rows.update(
        """
        insert into app_device (id, account_id, public_key, name, created_at, expires_at, claimed_at, linked_at)
        values (?, ?, ?, 'Pixel 9', now(), now(), now(), now())
        """,
        device,
        person.id().value(),
        phone.publicKey());
    phone.pretend(device.toString());
    Browser browser = new Browser(port);
    Matcher number = NUMBER.matcher(browser.signIn(person.username(), People.PASSWORD).body());
    assertThat(number.find()).isTrue();
    return new Waiting(person, browser, phone, number.group(1));
  }

  @Test
  void allAreAnsweredWithoutAThreadEach() throws Exception {
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      all.add(begin());
    }
    long heap = heap();
    int threads = threads();
    List<CompletableFuture<String>> pages = new ArrayList<>();
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (Waiting one : all) {
        pages.add(
            http.sendAsync(
                    one.browser().request("/login/app/wait").build(),
                    HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body));
      }
      assertThat(Poll.until(Duration.ofSeconds(15), () -> requestNotifier.count() == MANY))
          .isTrue();
      assertThat(Poll.until(Duration.ofSeconds(5), () -> threads() < threads + MANY / 4)).isTrue();
      // A scheduled task may have one for a moment.
      assertThat(
              Poll.until(
                  Duration.ofSeconds(5),
                  () -> connections.getHikariPoolMXBean().getActiveConnections() < 3))
          .isTrue();
      long grown = heap() - heap;
      LOG.info("{} wait: {} threads more, {} KB more", MANY, threads() - threads, grown / 1024);
      assertThat(grown).isLessThan(32L * 1024 * 1024);
      long start = System.nanoTime();
      approve(all);
      pages.forEach(page -> assertThat(page.join()).isEqualTo("settled"));
      LOG.info("answered in {} ms", (System.nanoTime() - start) / 1_000_000);
    }
    assertThat(requestNotifier.count()).isZero();
    for (Waiting one : all) {
      assertThat(one.browser().post("/login/app", "code", "").location()).endsWith("/studies");
    }
  }

  private static void approve(List<Waiting> all) throws Exception {
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService phones = Executors.newFixedThreadPool(8)) {
      for (Waiting one : all) {
        answers.add(
            phones.submit(() -> one.phone().approve(one.phone().request(), one.number()).state()));
      }
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("approved");
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The number of platform and virtual threads, without those of the test browsers. */
  private int threads() {
    Path dump = folder.resolve(UUID.randomUUID() + ".txt");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
      try (var lines = Files.lines(dump)) {
        return (int)
            lines.filter(line -> line.startsWith("#") && !line.contains("HttpClient")).count();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
