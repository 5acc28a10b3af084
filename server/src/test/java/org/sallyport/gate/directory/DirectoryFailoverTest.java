package org.sallyport.gate.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TestSettings;
import org.sallyport.testing.directory.OnSamba;
import org.sallyport.testing.directory.Samba;
import org.sallyport.testing.directory.SambaPossible;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/** Five sign-ins a second while the first of two domain controllers is killed, and then silent. */
@SallyportTest
@ContextConfiguration(
    initializers = {TestSettings.class, OnSamba.class, DirectoryFailoverTest.Two.class})
@Tag("long")
@ExtendWith(SambaPossible.class)
class DirectoryFailoverTest {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryFailoverTest.class);
  private static final int A_SECOND = 5;
  private static final Duration PHASE = Duration.ofSeconds(12);
  private static final int PEOPLE = 60;
  private static final Samba FIRST = Samba.shared();
  private static final Samba SECOND;

  static {
    FIRST.addPeople(names());
    SECOND = FIRST.copy();
    Runtime.getRuntime().addShutdownHook(new Thread(SECOND::close));
  }

  /** Both servers, and the time limit of the settings. */
  static final class Two implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      Map<String, Object> settings =
          Map.of(
              "sallyport.directories.hosp.urls",
              FIRST.url() + ", " + SECOND.url(),
              "sallyport.directories.hosp.ca-file",
              authorities().toString(),
              "sallyport.directories.hosp.timeout",
              "700ms");
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("two", settings));
    }

    private static Path authorities() {
      try {
        Path both = Files.createTempFile("authorities", ".pem");
        Files.writeString(
            both, Files.readString(FIRST.authority()) + Files.readString(SECOND.authority()));
        return both;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @LocalServerPort int port;
  @Autowired Directories directories;

  private static List<String> names() {
    return IntStream.range(0, PEOPLE).mapToObj(i -> "fay" + i).toList();
  }

  /**
   * What a sign-in got, and how long it took, in milliseconds.
   *
   * @param fault what was wrong with it; empty if nothing was
   */
  private record Answer(String fault, long millis) {
    boolean right() {
      return fault.isEmpty();
    }
  }

  /**
   * A right password leads on, and every fourth one is wrong and refused as wrong; another person's
   * each time, so that no limit is reached.
   */
  private Answer signIn(int number) {
    String name = "fay" + number % PEOPLE;
    boolean isWrong = (number + number / PEOPLE) % 4 == 3;
    Browser browser = new Browser(port);
    browser.get("/login");
    long start = System.nanoTime();
    Browser.Page page =
        browser.post("/login", "username", name, "password", isWrong ? "wrong" : Samba.PASSWORD);
    long millis = (System.nanoTime() - start) / 1_000_000;
    boolean isRight =
        isWrong
            ? page.status() == 422 && !page.text().contains("cannot be checked")
            : page.location().contains("/login/");
    return new Answer(
        isRight ? "" : name + ", wrong " + isWrong + ": " + page.status() + " " + page.text(),
        millis);
  }

  /** Sign-ins at a steady rate, whatever earlier ones do. */
  private List<Answer> load(String phase, int[] number, ExecutorService threads) throws Exception {
    List<Future<Answer>> answers = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < PHASE.toSeconds() * A_SECOND; i++) {
      int its = number[0]++;
      answers.add(threads.submit(() -> signIn(its)));
      long due = start + (i + 1) * 1_000_000_000L / A_SECOND;
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
    }
    List<Answer> all = new ArrayList<>();
    for (Future<Answer> answer : answers) {
      all.add(answer.get());
    }
    List<Long> times = new ArrayList<>(all.stream().map(Answer::millis).toList());
    Collections.sort(times);
    LOG.info(
        "{}: {} sign-ins, {} not as they should be, median {} ms, p99 {} ms, longest {} ms",
        phase,
        all.size(),
        all.stream().filter(it -> !it.right()).count(),
        times.get(times.size() / 2),
        times.get(times.size() * 99 / 100),
        times.getLast());
    return all;
  }

  @Test
  void nobodyIsRefusedForADeadOrSilentServer() throws Exception {
    int[] number = {0};
    List<Answer> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      load("first sign-ins", number, threads);
      all.addAll(load("both answer", number, threads));
      Future<?> kill = later(threads, FIRST::kill);
      all.addAll(load("the first is killed", number, threads));
      kill.get();
      FIRST.begin();
      assertThat(Poll.until(Duration.ofSeconds(20), this::allAnswer)).as("it returns").isTrue();
      all.addAll(load("it is back", number, threads));
      Future<?> silent = later(threads, () -> FIRST.setSilent(true));
      all.addAll(load("the first is silent", number, threads));
      silent.get();
      FIRST.setSilent(false);
      assertThat(Poll.until(Duration.ofSeconds(20), this::allAnswer)).as("it returns").isTrue();
    } finally {
      FIRST.setSilent(false);
    }
    assertThat(all).allMatch(Answer::right);
  }

  private static Future<?> later(ExecutorService threads, Runnable what) {
    return threads.submit(
        () -> {
          TimeUnit.SECONDS.sleep(3);
          what.run();
          return null;
        });
  }

  private boolean allAnswer() {
    LdapDirectory directory = directories.find("hosp").orElseThrow();
    directory.probe();
    return directory.state().stream().allMatch(server -> server.fault().isEmpty());
  }
}
