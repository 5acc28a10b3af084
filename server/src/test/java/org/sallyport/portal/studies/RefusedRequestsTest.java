package org.sallyport.portal.studies;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Refused requests for studies, and what the audit log has of them. */
/* A separate application: other tests must not change its clock. */
@TestPropertySource(properties = "still=yes")
@SallyportTest
class RefusedRequestsTest {
  private static final int MAX_PER_HOUR = 100;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Origin ORIGIN = new Origin("203.0.113.24", "Firefox 145 on Windows");

  @LocalServerPort int port;
  @Autowired Readers readers;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired MeterRegistry meters;
  @Autowired TurnableClock clock;
  @Autowired Rows rows;

  private Person person;
  private TestStudy own;

  @BeforeEach
  void somebodyWithAStudy() {
    person = people.byEmail();
    own = new TestStudy().requestedBy("RIZIV", numbers.give(person.id(), "RIZIV"));
    TestArchive.store(own);
    indexed.update();
  }

  /** The number of different answers to requests for studies that do not exist. */
  private static long answers(Browser browser, String root, int requests) {
    return IntStream.range(0, requests)
        .mapToObj(i -> browser.get(root + new TestStudy().uid()))
        .map(page -> page.status() + " " + page.body())
        .distinct()
        .count();
  }

  private void refuse(Person whose, int times) {
    Visitor visitor = Visitors.of(whose.id());
    for (int i = 0; i < times; i++) {
      readers.refused(visitor, new TestStudy().uid(), ORIGIN);
    }
  }

  private int refusals(Person whose) {
    return rows.events(whose.id(), "StudyEvent.Refused");
  }

  private int omissions(Person whose) {
    return rows.events(whose.id(), "StudyEvent.RefusalsOmitted");
  }

  private double omitted(String type) {
    return meters.counter("sallyport.events.omitted", "type", type).count();
  }

  @Nested
  class P02_AFloodOfRefusedRequests {
    @Test
    void ofAnAccountIsRecordedUpToALimitAndItsViewsAreAllRecorded() {
      Browser browser = Visitors.signedIn(person, port);
      double before = omitted("StudyEvent.Refused");
      assertThat(answers(browser, "/studies/", MAX_PER_HOUR + 20))
          .as("different answers")
          .isEqualTo(1);
      assertThat(refusals(person)).isEqualTo(MAX_PER_HOUR);
      assertThat(omissions(person)).isEqualTo(1);
      assertThat(omitted("StudyEvent.Refused") - before).isEqualTo(20);
      for (int i = 0; i < 3; i++) {
        assertThat(browser.get("/studies/" + own.uid()).status()).isEqualTo(200);
      }
      assertThat(rows.events(person.id(), "StudyEvent.Opened")).isEqualTo(3);
    }

    @Test
    void ofAShareIsRecordedUpToTheLimit() {
      Browser guest = Guests.of(Visitors.signedIn(person, port), own, clock, port);
      double before = omitted("ShareEvent.ViewRefused");
      assertThat(answers(guest, "/shared/studies/", MAX_PER_HOUR + 20)).isEqualTo(1);
      assertThat(rows.events(person.id(), "ShareEvent.ViewRefused")).isEqualTo(MAX_PER_HOUR);
      assertThat(rows.events(person.id(), "ShareEvent.RefusalsOmitted")).isEqualTo(1);
      assertThat(omitted("ShareEvent.ViewRefused") - before).isEqualTo(20);
      assertThat(guest.get("/shared/studies/" + own.uid()).status()).isEqualTo(200);
      assertThat(rows.events(person.id(), "ShareEvent.Viewed")).isEqualTo(1);
      refuse(person, 1);
      assertThat(refusals(person)).as("of the sharer").isEqualTo(1);
    }

    @Test
    void leavesTheRecordsOfOtherAccountsAsTheyAre() {
      Person other = people.byEmail();
      refuse(other, 3);
      refuse(person, MAX_PER_HOUR + 5);
      refuse(other, 3);
      assertThat(refusals(other)).isEqualTo(6);
      assertThat(omissions(other)).isZero();
      refuse(other, MAX_PER_HOUR);
      assertThat(refusals(other)).isEqualTo(MAX_PER_HOUR);
      assertThat(omissions(other)).isEqualTo(1);
      assertThat(refusals(person)).isEqualTo(MAX_PER_HOUR);
      assertThat(omissions(person)).isEqualTo(1);
    }

    @Test
    void isRecordedAgainAfterTheTimeThatTheEventNames() {
      refuse(person, MAX_PER_HOUR);
      assertThat(omissions(person)).isZero();
      clock.turn(HOUR.minusMinutes(1));
      refuse(person, 2);
      assertThat(until()).isEqualTo(clock.instant().plus(Duration.ofMinutes(1)));
      clock.turn(Duration.ofMinutes(1));
      refuse(person, MAX_PER_HOUR);
      assertThat(refusals(person)).isEqualTo(2 * MAX_PER_HOUR);
      assertThat(omissions(person)).isEqualTo(1);
      refuse(person, 2);
      assertThat(omissions(person)).isEqualTo(2);
    }

    private Instant until() {
      return Instant.parse(
          String.valueOf(
              rows.query(
                      "select details ->> 'until' as until from audit_event where type = 'StudyEvent.RefusalsOmitted' and account_id = ?",
                      person.id().value())
                  .getFirst()
                  .get("until")));
    }

    /** The count is in the database, so other threads stand for other nodes. */
    @Test
    void atOnceIsToldByOneEvent() throws Exception {
      double before = omitted("StudyEvent.Refused");
      Callable<Boolean> ten =
          () -> {
            refuse(person, 10);
            return true;
          };
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        List<Callable<Boolean>> all = IntStream.range(0, 16).mapToObj(i -> ten).toList();
        for (Future<Boolean> done : threads.invokeAll(all)) {
          assertThat(done.get()).isTrue();
        }
      }
      assertThat(refusals(person)).isEqualTo(MAX_PER_HOUR);
      assertThat(omissions(person)).isEqualTo(1);
      assertThat(omitted("StudyEvent.Refused") - before).isEqualTo(160 - MAX_PER_HOUR);
    }
  }
}
