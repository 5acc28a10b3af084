package org.sallyport.gate.signin.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.written.RecoverySheet;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionTemplate;

/** The notice about the last sign-in on the study list. */
@SallyportTest
class LandingAdviceTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired LandingAdvice advice;
  @Autowired IndexedStudies indexed;
  @Autowired RecoverySheet sheet;
  @Autowired DomainEvents events;
  @Autowired Accounts accounts;
  @Autowired TransactionTemplate transaction;

  private void signIn(People.Person person) {
    Browser browser = half(person);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
  }

  private Browser half(People.Person person) {
    clock.turn(Duration.ofSeconds(30));
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  /** The notice in the newest session. */
  private @Nullable LastSignIn told(People.Person person, String path) {
    SignInId session = session(person);
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setServletPath(path);
    Visitor visitor = Visitors.of(session, person.id());
    return advice.landing(visitor, request);
  }

  /** The newest session. */
  private SignInId session(People.Person person) {
    Object session =
        rows.query(
                "select id from sign_in where account_id = ? and completed_at is not null"
                    + " order by completed_at desc limit 1",
                person.id().value())
            .getFirst()
            .get("id");
    return new SignInId(UUID.fromString(String.valueOf(session)));
  }

  @Nested
  class Rule35_TheLastSignIn {
    @Test
    void isNothingAtTheFirst() {
      People.Person person = people.bySms();
      signIn(person);
      assertThat(told(person, "/studies")).isNull();
    }

    @Test
    void isShownWithItsTimeBrowserAndAddress() {
      People.Person person = people.bySms();
      // Noon, so that the second sign-in is on the next day, whatever other tests did to the clock.
      clock.set(clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36)));
      signIn(person);
      Instant first = clock.instant();
      clock.turn(Duration.ofDays(1));
      signIn(person);
      assertThat(told(person, "/studies"))
          .isNotNull()
          .satisfies(
              last -> {
                assertThat(last.at().toInstant()).isEqualTo(first);
                assertThat(last.daysAgo()).isEqualTo(1);
                assertThat(last.browser()).isEqualTo("Firefox 145 on Windows");
                assertThat(last.address()).isEqualTo("127.0.0.1");
                assertThat(last.failedSince()).isZero();
              });
    }

    @Test
    void isShownWithTheFailedAttemptsSince() {
      People.Person person = people.bySms();
      new Browser(port).signIn(person.username(), "not the password");
      signIn(person);
      clock.turn(Duration.ofSeconds(30));
      new Browser(port).signIn(person.username(), "not the password");
      Browser wrong = half(person);
      wrong.post("/login/code", "code", Codes.wrong(Codes.next(person.phone())));
      half(person);
      Codes.next(person.phone());
      clock.turn(Duration.ofMinutes(31));
      signIn(person);
      assertThat(told(person, "/studies"))
          .isNotNull()
          .extracting(LastSignIn::failedSince)
          .isEqualTo(3);
    }

    @Test
    void isLookedUpForTheStudyListAlone() {
      People.Person person = people.bySms();
      signIn(person);
      signIn(person);
      assertThat(told(person, "/settings/account")).isNull();
      assertThat(told(person, "/studies/1.2.3")).isNull();
    }
  }

  @Nested
  class OnTheStudyList {
    @BeforeEach
    void theArchiveWasRead() {
      TestArchive.store(new TestStudy());
      indexed.update();
    }

    /** Noon, so that the seconds between two sign-ins are never those around midnight. */
    @BeforeEach
    void itIsNoon() {
      clock.set(clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36)));
    }

    @Test
    void theLastSignInIsALine() {
      People.Person person = people.bySms();
      signIn(person);
      clock.turn(Duration.ofDays(1));
      assertThat(studies(person))
          .contains("Your last sign-in: yesterday, ")
          .contains("Firefox 145 on Windows, 127.0.0.1.")
          .doesNotContain("failed");
    }

    @Test
    void thoseThatFailedSinceAreAWarningThatLeadsToTheHistory() {
      People.Person person = people.bySms();
      signIn(person);
      clock.turn(Duration.ofSeconds(30));
      new Browser(port).signIn(person.username(), "not the password");
      assertThat(studies(person))
          .contains("Your last sign-in: today, ", "1 failed sign-in since. Review it");
    }

    /** Who needed one has probably lost something, and is the only one who knows. */
    @Test
    void aRecoveryCodeLeadsToWhereTheMethodIsChanged() {
      People.Person person = people.bySms();
      signIn(person);
      assertThat(studies(person)).doesNotContain("If you lost your usual method");
      String code = recoveryCode(person);
      Browser browser = half(person);
      browser.post("/login/another-way", "method", "recovery");
      browser.get("/login/code");
      assertThat(browser.follow(browser.post("/login/code", "code", code)).text())
          .contains("You used your recovery code. If you lost your usual method, change it now.");
      clock.turn(Duration.ofMinutes(1));
      transaction.executeWithoutResult(
          status ->
              events.publish(
                  new AccountEvent.MethodChanged(person.id(), session(person), "sms", "app"),
                  Origin.COMMAND_LINE));
      assertThat(browser.get("/studies").text())
          .contains("Your last sign-in")
          .doesNotContain("If you lost your usual method");
    }

    private String recoveryCode(People.Person person) {
      SignInId session = session(person);
      return Objects.requireNonNull(
          transaction.execute(
              status -> {
                sheet.make(accounts.hold(person.id()), session);
                return sheet.shown(session).getFirst();
              }));
    }

    private String studies(People.Person person) {
      Browser browser = half(person);
      Browser.Page in = browser.post("/login/code", "code", Codes.next(person.phone()));
      return browser.follow(in).text();
    }
  }
}
