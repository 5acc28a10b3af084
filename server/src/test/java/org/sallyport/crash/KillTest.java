package org.sallyport.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/**
 * Kills the server (SIGKILL) at random moments during sign-ins and checks the remaining data. A few
 * times in every run of the suite; fifty times in {@code ./sallyport test --long}.
 */
@Tag("slow")
@SallyportTest
class KillTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 3);
  private static final int PEOPLE = 6;
  private static final Duration FIRST_ONE = Duration.ofSeconds(60);
  private static final Pattern TAG = Pattern.compile("Message ([A-Z][0-9]):");
  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

  @Autowired People people;
  @Autowired Rows rows;
  @Autowired Environment environment;

  @Test
  void A10_nothingIsHalfDoneAndNoCountIsLost() throws Exception {
    Random random = new Random(20261124);
    List<Person> crowd = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      crowd.add(new Person(people.byEmail(), new Random(random.nextLong())));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      rows.update("delete from throttle");
      rows.update("delete from wrong_code");
      killWhileTheySignIn(crowd, random.nextLong(2_000));
      for (Person person : crowd) {
        int count = rows.wrongCodes(person.who().id());
        assertThat(person.possibleCounts()).as("kill %d", kill).contains(count);
        person.learn(count);
      }
      noSessionWithoutASecondFactor(crowd);
      noCodeSpentForNothing(crowd);
    }
    everyMessageHasItsAttempt(crowd);
    // The killed servers used the real clock; from here on the adjustable clock is used.
    rows.update("delete from throttle");
    assertThat(crowd.stream().mapToInt(Person::sessions).sum())
        .as("people did get in")
        .isPositive();
  }

  private void killWhileTheySignIn(List<Person> crowd, long millis) throws Exception {
    Server server = Server.start(settings());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Person person : crowd) {
        running.add(threads.submit(() -> person.signInUntilItIsGone(server.port())));
      }
      if (sessions(crowd) == 0) {
        Poll.until(FIRST_ONE, () -> sessions(crowd) > 0);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500 + millis));
      server.kill();
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      server.kill();
    }
  }

  private void noSessionWithoutASecondFactor(List<Person> crowd) {
    assertThat(
            rows.query(
                """
                select s.id from sign_in s
                 where s.completed_at is not null and s.account_id = any (?)
                   and (s.factor_at is null
                        or not exists (select from otp_code c where c.sign_in_id = s.id and c.used_at is not null))
                """,
                (Object) ids(crowd)))
        .isEmpty();
  }

  private void noCodeSpentForNothing(List<Person> crowd) {
    assertThat(
            rows.query(
                """
                select c.id from otp_code c join sign_in s on s.id = c.sign_in_id
                 where c.used_at is not null and s.completed_at is null and s.account_id = any (?)
                """,
                (Object) ids(crowd)))
        .isEmpty();
  }

  /**
   * Every delivered code has its row and its attempt, and no code was delivered in two different
   * messages.
   */
  private void everyMessageHasItsAttempt(List<Person> crowd) {
    for (Person person : crowd) {
      Map<String, Set<String>> idsByText = new HashMap<>();
      for (Received message : person.messages()) {
        Matcher tag = TAG.matcher(String.valueOf(message.subject()));
        if (!tag.find()) {
          continue;
        }
        assertThat(
                rows.query(
                    "select 1 from otp_code where account_id = ? and tag = ?",
                    person.who().id().value(),
                    tag.group(1)))
            .isNotEmpty();
        Matcher id = MESSAGE_ID.matcher(message.raw());
        assertThat(id.find()).isTrue();
        idsByText.computeIfAbsent(message.text(), any -> new HashSet<>()).add(id.group(1));
      }
      assertThat(idsByText.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }
  }

  private static int sessions(List<Person> crowd) {
    return crowd.stream().mapToInt(Person::sessions).sum();
  }

  private static UUID[] ids(List<Person> crowd) {
    return crowd.stream().map(person -> person.who().id().value()).toArray(UUID[]::new);
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
    settings.put("sallyport.otp.per-account-hour", "1000");
    settings.put("sallyport.messages.per-destination-day", "1000");
    settings.put("sallyport.otp.per-installation-hour", "100000");
    return settings;
  }
}
