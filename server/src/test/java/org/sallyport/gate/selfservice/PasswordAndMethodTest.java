package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Another password and another method, over HTTP. */
@SallyportTest
class PasswordAndMethodTest {
  private static final String NEXT = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private static Browser.Page change(Browser browser, String now, String next) {
    return browser.post("/settings/password", "current", now, "password", next);
  }

  @Nested
  class Rule37_ANewPassword {
    @Test
    void signsInFromThenOnAndTheOldOneDoesNot() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PASSWORD);
      Browser.Page done = change(browser, People.PASSWORD, NEXT);
      assertThat(browser.follow(done).text()).contains("Your password is changed.");
      assertThat(Inbox.next(person.email()).subject()).contains("password was changed");
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).status())
          .isEqualTo(422);
      assertThat(new Browser(port).signIn(person.username(), NEXT).text())
          .contains("Enter the code from message");
    }

    @Test
    void endsOtherSessionsAndRememberedBrowsersAndNotTheSessionItIsSetIn() {
      People.Person person = people.bySms();
      Browser remembered = Inside.remembered(port, person);
      clock.turn(Duration.ofSeconds(30));
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PASSWORD);
      change(browser, People.PASSWORD, NEXT);
      assertThat(browser.get("/settings/account").status()).isEqualTo(200);
      assertThat(remembered.get("/settings/account").location()).endsWith("/login");
      assertThat(remembered.signIn(person.username(), NEXT).text())
          .contains("Enter the code from message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "password1234", "sallyport sallyport"})
    void isRefusedWithWordsIfOthersCanGuessIt(String next) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PASSWORD);
      Browser.Page page = change(browser, People.PASSWORD, next);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.body()).contains("role=\"alert\"").contains("password-error");
      assertThat(rows.events(person.id(), "AccountEvent.PasswordChanged")).isZero();
    }

    @Test
    void isNotTheOldOne() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PASSWORD);
      assertThat(change(browser, People.PASSWORD, People.PASSWORD).status()).isEqualTo(422);
    }
  }

  @Nested
  class Rule18_WrongCurrentPasswordsAreThrottledAsAtSignIn {
    @Test
    void aWrongOneIsRefusedCountedAndChangesNothing() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PASSWORD);
      Browser.Page page = change(browser, "not my password", NEXT);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("That is not your password.");
      assertThat(page.body()).doesNotContain("not my password");
      assertThat(rows.events(person.id(), "SignInEvent.PasswordRefused")).isEqualTo(1);
      assertThat(rows.wrongCodes(person.id())).isZero();
      assertThat(change(browser, People.PASSWORD, NEXT).status()).isEqualTo(302);
    }

    @Test
    void afterFiveTheNextOneIsNotLookedAt() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PASSWORD);
      for (int wrong = 0; wrong < 5; wrong++) {
        assertThat(change(browser, "not my password", NEXT).status()).isEqualTo(422);
      }
      Browser.Page page = change(browser, People.PASSWORD, NEXT);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.header("Retry-After")).isEqualTo("1");
      assertThat(rows.events(person.id(), "AccountEvent.PasswordChanged")).isZero();
      clock.turn(Duration.ofSeconds(1));
      assertThat(change(browser, People.PASSWORD, NEXT).status()).isEqualTo(302);
    }
  }

  @Nested
  class Rule24_AnotherMethod {
    @Test
    void isOneThatIsLinked() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.begin(browser, Change.METHOD);
      assertThat(browser.get("/settings/method").text())
          .contains("Sallyport Authenticator app (recommended)")
          .contains("Link it under Devices first.");
      for (String method : new String[] {"app", "EMAIL", "", "remembered", "none"}) {
        assertThat(browser.post("/settings/method", "method", method).status())
            .as(method)
            .isEqualTo(422);
      }
      Browser.Page done = browser.post("/settings/method", "method", "email");
      assertThat(browser.follow(done).text()).contains("Your method is changed.");
      assertThat(Inside.account(rows, person)).containsEntry("method", "email");
      assertThat(Inbox.next(person.email()).subject()).contains("method was changed");
      clock.turn(Duration.ofSeconds(30));
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
          .contains("by e-mail");
    }

    @Test
    void isNotSmsWithoutANumber() {
      People.Person person = people.byEmail();
      Browser browser = Inside.byEmail(port, person);
      Inside.open(browser, Change.METHOD);
      assertThat(browser.get("/settings/method").body())
          .containsPattern(
              "<a [^>]*href=\"/settings/account\"[^>]*>Needs a contact that you have not added yet.");
      assertThat(browser.post("/settings/method", "method", "sms").status()).isEqualTo(422);
      assertThat(Inside.account(rows, person)).containsEntry("method", "email");
    }

    @Test
    void isBegunAnewForASecondChange() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.METHOD);
      browser.post("/settings/method", "method", "email");
      browser.get("/settings/account");
      assertThat(browser.post("/settings/method", "method", "sms").status()).isEqualTo(409);
      assertThat(Inside.account(rows, person)).containsEntry("method", "email");
    }
  }
}
