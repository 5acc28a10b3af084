package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.delivery.outbox.Dispatcher;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Rules 1 to 11, over HTTP. */
@SallyportTest
class CodeRulesTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Dispatcher dispatcher;

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text()).contains("message");
    return browser;
  }

  private static boolean isTriedAgain(Browser browser) {
    return browser.get("/login/code").text().contains("It is tried again automatically.");
  }

  private static void isIn(Browser.Page page) {
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.location()).endsWith("/studies");
  }

  @Nested
  class Rule1_SixDigits {
    @ParameterizedTest
    @ValueSource(strings = {"%s%s", "%s %s", "%s-%s", " %s %s "})
    void areTakenWithOrWithoutASpaceOrHyphenInTheMiddle(String form) {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      isIn(
          browser.post(
              "/login/code", "code", form.formatted(code.substring(0, 3), code.substring(3))));
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0660', '\u06f0'})
    void areTakenInTheDigitsOfArabicAndPersianKeyboards(char zero) {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      StringBuilder typed = new StringBuilder();
      code.chars().forEach(it -> typed.append((char) (zero + it - '0')));
      isIn(browser.post("/login/code", "code", typed.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "12 34 56", "12345a", "１２３４５６", "123456;", "%"})
    void areAllThatIsCompared(String typed) {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      Browser.Page page = browser.post("/login/code", "code", typed);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.body()).contains("role=\"alert\"");
      assertThat(rows.compared(person.id())).isZero();
      assertThat(rows.wrongCodes(person.id())).isZero();
    }
  }

  @Nested
  class Rule2_TwentyMinutes {
    @Test
    void aCodePassesAtTheLastMillisecond() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      clock.turn(Duration.ofMinutes(20).minusMillis(1));
      isIn(browser.post("/login/code", "code", code));
    }

    @Test
    void aCodeIsRefusedAtTwentyMinutesSharp() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      clock.turn(Duration.ofMinutes(20));
      Browser.Page page = browser.post("/login/code", "code", code);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("has expired").contains("4 tries left");
    }

    @Test
    void afterwardsThePageSaysSoAndOffersANewCode() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      Codes.next(person.email());
      assertThat(browser.get("/login/code").text()).contains("Valid for 20 minutes, until");
      clock.turn(Duration.ofMinutes(20));
      Browser.Page page = browser.get("/login/code");
      assertThat(page.text())
          .contains("has expired", "It expired at", "Resend One Time Password")
          .doesNotContain("Valid for", "Continue");
      assertThat(browser.follow(browser.post("/login/code/resend")).text())
          .contains("New code sent at", "Valid for 20 minutes, until");
      isIn(browser.post("/login/code", "code", Codes.next(person.email())));
    }
  }

  @Nested
  class Rule3_SingleUse {
    @Test
    void aUsedCodeIsRefusedInItsOwnAttemptAndInTheNext() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      Browser tab = browser.copy();
      String code = Codes.next(person.email());
      isIn(browser.post("/login/code", "code", code));
      assertThat(tab.post("/login/code", "code", code).location()).endsWith("/login");

      Browser again = asked(person);
      Codes.next(person.email());
      assertThat(again.post("/login/code", "code", code).status()).isEqualTo(422);
      assertThat(rows.wrongCodes(person.id())).isEqualTo(1);
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }
  }

  @Nested
  class Rule5_OnlyTheLastOneCounts {
    @Test
    void afterAResendTheOldCodeIsRefusedAndTheNewerNamed() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      Received first = Inbox.next(person.email());
      clock.turn(Duration.ofSeconds(30));
      assertThat(browser.post("/login/code/resend").status()).isEqualTo(302);
      Received second = Inbox.next(person.email());

      Browser.Page page = browser.post("/login/code", "code", Codes.in(first));
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text())
          .contains("That code is from an older message, " + tag(first))
          .contains("A newer code, " + tag(second) + ", was sent at")
          .contains("4 tries left");
      isIn(browser.post("/login/code", "code", Codes.in(second)));
    }

    @Test
    void aCodeOfAnotherBrowserMakesThisOneVoidAndThePageSaysSo() {
      People.Person person = people.byEmail();
      Browser here = asked(person);
      String code = Codes.next(person.email());
      Browser elsewhere = asked(person);
      String newer = Codes.next(person.email());

      assertThat(here.get("/login/code").text()).contains("A newer code was requested");
      assertThat(here.post("/login/code", "code", code).text()).contains("no longer works");
      assertThat(here.post("/login/code", "code", newer).status()).isEqualTo(422);
      isIn(elsewhere.post("/login/code", "code", newer));
    }

    private static String tag(Received message) {
      return Objects.requireNonNull(message.subject()).replaceAll("^Message ([A-Z][0-9]):.*", "$1");
    }
  }

  @Nested
  class Rule6_TheCodeIsNowhereElse {
    @Test
    void neitherInTheSubjectNorInTheDatabaseNorInAnAnswer() {
      People.Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.get("/login");
      Browser.Page sent =
          browser.post("/login", "username", person.username(), "password", People.PASSWORD);
      Browser.Page page = browser.follow(sent);
      Received mail = Inbox.next(person.email());
      String code = Codes.in(mail);
      assertThat(mail.subject()).doesNotContain(code);
      for (Browser.Page answer : new Browser.Page[] {sent, page}) {
        assertThat(answer.body()).doesNotContain(code);
        assertThat(answer.response().headers().map().toString()).doesNotContain(code);
      }
      assertThat(rows.count("otp_code where account_id = '" + person.id() + "'")).isEqualTo(1);
      assertThat(rows.tablesWith(code)).isEmpty();
    }
  }

  @Nested
  class Rule8_AnSmsFillsItselfIn {
    @Test
    void endsWithTheOriginBoundLineAndFitsOneSegment() {
      People.Person person = people.bySms();
      asked(person);
      Received sms = Inbox.next(person.phone());
      assertThat(sms.text())
          .hasSizeLessThanOrEqualTo(160)
          .matches("(?s)[A-Z][0-9]: [0-9]{6} is your .*\n\n@localhost #[0-9]{6}");
      assertThat(sms.text()).endsWith("#" + Codes.in(sms));
    }
  }

  @Nested
  class Rule15_LockedMeanwhile {
    @Test
    void thePageOfACodeLeadsToTheOneThatSaysSo() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      Codes.next(person.email());
      rows.update(
          "update account set locked_at = ?, lock_reference = 'L-1' where id = ?",
          java.sql.Timestamp.from(clock.instant()),
          person.id().value());
      assertThat(browser.follow(browser.get("/login/code")).text())
          .contains("Your account is locked", "lock L-1");
      assertThat(browser.follow(browser.post("/login/code/resend")).text())
          .contains("Your account is locked");
      assertThat(Inbox.left(person.email())).isEmpty();
    }
  }

  @Nested
  class Rule9_SendingAgain {
    @Test
    void waitsThirtySecondsAndSaysSo() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      Codes.next(person.email());
      clock.turn(Duration.ofSeconds(29));
      Browser.Page tooSoon = browser.post("/login/code/resend");
      assertThat(tooSoon.status()).isEqualTo(429);
      assertThat(tooSoon.header("Retry-After")).isEqualTo("1");
      assertThat(tooSoon.body()).contains("role=\"alert\"");
      assertThat(Inbox.left(person.email())).isEmpty();
      clock.turn(Duration.ofSeconds(1));
      assertThat(browser.post("/login/code/resend").status()).isEqualTo(302);
      Codes.next(person.email());
    }

    @Test
    void sendsAtMostFiveInAnAttempt() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      for (int sent = 1; sent < 5; sent++) {
        Codes.next(person.email());
        clock.turn(Duration.ofSeconds(30));
        assertThat(browser.post("/login/code/resend").status()).isEqualTo(302);
      }
      String last = Codes.next(person.email());
      clock.turn(Duration.ofSeconds(30));
      assertThat(browser.post("/login/code/resend").status()).isEqualTo(429);
      assertThat(Inbox.left(person.email())).isEmpty();
      assertThat(browser.get("/login/code").text())
          .contains("No more codes can be sent in this sign-in. For a new one, start again.")
          .doesNotContain("Resend One Time Password");
      isIn(browser.post("/login/code", "code", last));
    }

    @Test
    void sendsAtMostFifteenAnHourAndAKnownBrowserHasItsOwn() {
      People.Person person = people.byEmail();
      Browser known = asked(person);
      isIn(known.post("/login/code", "code", Codes.next(person.email())));
      clock.turn(Duration.ofHours(2));
      for (int sent = 0; sent < 15; sent++) {
        asked(person);
        Codes.next(person.email());
      }
      Browser.Page stranger = new Browser(port).signIn(person.username(), People.PASSWORD);
      assertThat(stranger.status()).isEqualTo(429);
      assertThat(stranger.text()).contains("No code could be sent");
      assertThat(Inbox.left(person.email())).isEmpty();

      known.post("/logout");
      known.signIn(person.username(), People.PASSWORD);
      isIn(known.post("/login/code", "code", Codes.next(person.email())));
    }
  }

  @Nested
  class Rule11_AFailingChannelIsSaid {
    @Test
    void aFailingGatewayIsNamedAndNeverBecomesAMail() {
      People.Person person = people.bySms();
      Inbox.answerSms(person.phone(), 500);
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      await().until(() -> browser.get("/login/code").body().contains("role=\"alert\""));
      Browser.Page page = browser.get("/login/code");
      assertThat(page.text()).contains("SMS");
      assertThat(page.body()).contains("role=\"alert\"");
      assertThat(Inbox.left(person.email())).isEmpty();
    }

    @Test
    void aMailThatWaitsDiesWithItsCodeWhenAnotherIsSent() {
      People.Person person = people.byEmail();
      Inbox.answerMail(person.email(), 451);
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      await().until(() -> isTriedAgain(browser));
      clock.turn(Duration.ofSeconds(30));
      dispatcher.dispatchDue();
      // A mail that is just being handed over is not withdrawn.
      await().until(() -> wasRefusedTwice(person));
      browser.post("/login/code/resend");
      // A refusal that is recorded after the clock was turned would move the next attempt too.
      await().until(() -> isTriedAgain(browser));
      Inbox.answerMail(person.email(), 250);
      clock.turn(Duration.ofMinutes(1));
      dispatcher.dispatchDue();
      String code = Codes.next(person.email());
      assertThat(Inbox.left(person.email())).isEmpty();
      isIn(browser.post("/login/code", "code", code));
    }

    /** Whether the second try of the code's mail is over, too. */
    private boolean wasRefusedTwice(People.Person person) {
      return !rows.query(
              "select from outbox o join otp_code c on c.message_id = o.id"
                  + " where c.account_id = ? and o.state = 'waiting' and o.tries = 2",
              person.id().value())
          .isEmpty();
    }

    @Test
    void anAutomaticRetryOfAMailIsShown() {
      People.Person person = people.byEmail();
      Inbox.answerMail(person.email(), 451);
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      await().until(() -> isTriedAgain(browser));
      Browser.Page page = browser.get("/login/code");
      assertThat(page.body()).contains("role=\"status\"");
      assertThat(page.text())
          .contains("The mail server does not accept the message at the moment.")
          .contains("It is tried again automatically.");
    }
  }
}
