package org.sallyport.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** What the metrics say after sign-ins, wrong answers, a lock and messages that fail. */
@SallyportTest
class MetricsTest {
  /** The labels of the product's metrics; a new one must have a bounded number of values. */
  private static final Set<String> LABELS =
      Set.of(
          "type",
          "method",
          "outcome",
          "channel",
          "priority",
          "reason",
          "dependency",
          "limit",
          "share",
          "table",
          "column",
          "route",
          "country",
          "le");

  private static final Pattern PERSONAL =
      Pattern.compile(".*@.*|.*\\d{3}.*|.*\\d+\\.\\d+\\.\\d+.*|.*[0-9a-f]{8}-.*");

  @LocalServerPort int port;
  @LocalManagementPort int management;
  @Autowired People people;
  @Autowired TurnableClock clock;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;
  @Autowired Rows rows;

  private Scrape scrape() {
    return Scrape.of(management);
  }

  private Browser afterPassword(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  @Test
  void countsSignInsByMethodAndOutcome() {
    Scrape before = scrape();
    People.Person person = people.byEmail();
    Browser browser = afterPassword(person);
    String code = Codes.next(person.email());
    browser.post("/login/code", "code", Codes.wrong(code));
    browser.post("/login/code", "code", "12");
    browser.post("/login/code", "code", code);
    new Browser(port).signIn(person.username(), "wrong wrong wrong");
    Scrape after = scrape();
    assertThat(grown(before, after, "sign_ins_total", "method", "email", "outcome", "completed"))
        .isEqualTo(1);
    assertThat(
            grown(before, after, "factor_answers_total", "method", "email", "outcome", "refused"))
        .isEqualTo(1);
    assertThat(
            grown(before, after, "factor_answers_total", "method", "email", "outcome", "malformed"))
        .isEqualTo(1);
    assertThat(
            grown(before, after, "factor_answers_total", "method", "email", "outcome", "accepted"))
        .isEqualTo(1);
    assertThat(grown(before, after, "passwords_total", "outcome", "accepted")).isEqualTo(1);
    assertThat(grown(before, after, "passwords_total", "outcome", "refused")).isEqualTo(1);
    assertThat(grown(before, after, "hashing_duration_seconds_count")).isGreaterThanOrEqualTo(2);
    assertThat(after.sum("sallyport_hashing_capacity")).isGreaterThan(64);
  }

  @Test
  void countsCodesBySmsByCountryAndRouteWhenSentAndWhenEntered() {
    Scrape before = scrape();
    People.Person person = people.bySms();
    Browser browser = afterPassword(person);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    String[] belgian = {"route", "default", "country", "BE"};
    // The gateway has the message before its answer is counted.
    assertThat(
            Poll.until(
                Duration.ofSeconds(20),
                () -> grown(before, scrape(), "route_messages_total", belgian) > 0))
        .isTrue();
    assertThat(grown(before, scrape(), "route_verified_total", belgian)).isEqualTo(1);
  }

  @Test
  void countsLocksAndTheLocked() {
    Scrape before = scrape();
    People.Person person = people.byEmail();
    Browser browser = afterPassword(person);
    String wrong = Codes.wrong(Codes.next(person.email()));
    for (int answer = 0; answer < 5; answer++) {
      browser.post("/login/code", "code", wrong);
    }
    afterPassword(person);
    clock.turn(CachedReading.TTL);
    Scrape after = scrape();
    assertThat(grown(before, after, "events_total", "type", "LockEvent.Locked")).isEqualTo(1);
    assertThat(grown(before, after, "accounts_locked")).isEqualTo(1);
    assertThat(grown(before, after, "sign_ins_total", "outcome", "locked")).isEqualTo(1);
  }

  @Test
  void countsNothingThatWasRolledBack() {
    People.Person person = people.byEmail();
    Scrape before = scrape();
    transaction.executeWithoutResult(
        status -> {
          events.publish(
              new LockEvent.Unlocked(person.id(), "nobody", "a test"), Origin.COMMAND_LINE);
          status.setRollbackOnly();
        });
    assertThat(grown(before, scrape(), "events_total", "type", "LockEvent.Unlocked")).isZero();
  }

  @Test
  void showsHowManyMessagesWaitAndForHowLong() {
    People.Person person = people.byEmail();
    Inbox.withoutMailServer(
        () -> {
          afterPassword(person);
          // Each turn of the clock below brings the end of an untried code nearer.
          assertThat(Poll.until(Duration.ofSeconds(20), this::hasTriedMail)).isTrue();
          assertThat(
                  Poll.until(
                      Duration.ofSeconds(10),
                      () -> {
                        clock.turn(CachedReading.TTL);
                        return scrape().sum("sallyport_outbox_retried", "channel", "email") >= 1;
                      }))
              .isTrue();
          Scrape waiting = scrape();
          assertThat(waiting.sum("sallyport_outbox_waiting", "channel", "email")).isPositive();
          assertThat(waiting.sum("sallyport_outbox_oldest_seconds", "channel", "email"))
              .isGreaterThanOrEqualTo(15);
        });
  }

  private boolean hasTriedMail() {
    return rows.count("outbox where channel = 'email' and state = 'waiting' and tries > 0") > 0;
  }

  @Test
  void showsTheUsedPartOfLimits() {
    afterPassword(people.bySms());
    assertThat(
            Poll.until(
                Duration.ofSeconds(60),
                () ->
                    scrape()
                            .sum(
                                "sallyport_rate_limit_used_ratio",
                                "limit",
                                "sms-installation-day",
                                "share",
                                "anyone")
                        > 0))
        .isTrue();
  }

  @Test
  void noLabelNamesAPersonAnAddressOrAStudy() {
    People.Person person = people.bySms();
    Browser browser = afterPassword(person);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    browser.get("/studies");
    browser.get("/studies/1.2.826.0.1.3680043.8.498.1");
    Scrape scrape = scrape();
    assertThat(scrape.own().stream().flatMap(it -> it.labels().keySet().stream()))
        .isSubsetOf(LABELS);
    assertThat(
            scrape.own().stream()
                .flatMap(it -> it.labels().entrySet().stream())
                .filter(label -> !label.getKey().equals("le"))
                .map(label -> label.getValue()))
        .noneMatch(value -> PERSONAL.matcher(value).matches());
    assertThat(scrape.own().stream().collect(Collectors.groupingBy(Scrape.Sample::name)).values())
        .allSatisfy(series -> assertThat(series).hasSizeLessThan(200));
  }

  private static double grown(Scrape before, Scrape after, String name, String... labels) {
    String full = "sallyport_" + name;
    return after.sum(full, labels) - before.sum(full, labels);
  }
}
