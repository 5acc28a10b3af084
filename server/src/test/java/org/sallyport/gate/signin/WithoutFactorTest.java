package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Rule 24 over HTTP, with a different second-factor requirement for each role. */
@SallyportTest
@TestPropertySource(
    properties = {
      "sallyport.second-factor.everyone=optional",
      "sallyport.second-factor.admins=required",
      "sallyport.second-factor.patients=off",
      "sallyport.sms.risk-notice=confirmed"
    })
class WithoutFactorTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser between(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  private void lock(People.Person person) {
    rows.update("update account set locked_at = now() where id = ?", person.id().value());
  }

  @Nested
  class Rule24_Required {
    @Test
    void noneIsNeitherOfferedNorTaken() {
      People.Person person = people.add(null, true, false, "admin");
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("Choose your two-factor method")
          .doesNotContain("No second factor");
      assertThat(browser.post("/login/method", "method", "none").status()).isEqualTo(422);
      assertThat(rows.sessions(person.id())).isZero();
      assertThat(rows.events(person.id(), "SignInEvent.MethodRefused")).isEqualTo(1);
    }

    @Test
    void whoHadChosenNoneChoosesAnew() {
      People.Person person = people.add("none", true, false, "admin");
      assertThat(between(person).get("/login/method").text()).doesNotContain("No second factor");
      assertThat(rows.sessions(person.id())).isZero();
    }
  }

  @Nested
  class Rule24_Optional {
    @Test
    void whoHasAMethodIsAskedForItAndCannotDropItOnTheWay() {
      People.Person person = people.byEmail();
      Browser browser = between(person);
      assertThat(browser.post("/login/method", "method", "none").status()).isEqualTo(422);
      assertThat(browser.post("/login/another-way", "method", "none").status()).isEqualTo(422);
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void whoseMethodWaitsForItsRiskToBeConfirmedCannotDropOrWeakenIt() {
      People.Person person = people.bySms();
      Browser browser = between(person);
      assertThat(browser.get("/login/method").text())
          .contains("By choosing SMS you confirm that you know this.")
          .doesNotContain("No second factor", "One-Time-Password by e-mail");
      assertThat(browser.post("/login/method", "method", "none").status()).isEqualTo(422);
      assertThat(browser.post("/login/method", "method", "email").status()).isEqualTo(422);
      assertThat(rows.sessions(person.id())).isZero();
      browser.post("/login/method", "method", "sms");
      assertThat(browser.post("/login/code", "code", Codes.next(person.phone())).location())
          .endsWith("/studies");
    }

    @Test
    void whoLinkedADeviceCannotDropItOnceTheirMethodIsNotAllowedAnyMore() {
      People.Person person = people.byEmail();
      Browser inside = between(person);
      inside.post("/login/code", "code", Codes.next(person.email()));
      AppPhone.link(inside, clock);
      rows.update("update account set method = 'gone' where id = ?", person.id().value());
      Browser browser = between(person);
      assertThat(browser.get("/login/method").text())
          .contains("Choose your two-factor method")
          .doesNotContain("No second factor");
      assertThat(browser.post("/login/method", "method", "none").status()).isEqualTo(422);
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void noneIsChosenOnceAndTold() {
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("No second factor");
      Browser.Page through = browser.post("/login/method", "method", "none");
      assertThat(through.location()).endsWith("/studies");
      assertThat(Inbox.next(person.email()).text()).contains("your password alone gives access");
      assertThat(browser.get("/settings/history").text()).contains("Password alone");
      assertThat(browser.get("/settings/account").text())
          .contains("your password alone signs you in");
      Browser next = new Browser(port);
      next.get("/login");
      assertThat(
              next.post("/login", "username", person.username(), "password", People.PASSWORD)
                  .location())
          .endsWith("/studies");
      assertThat(rows.events(person.id(), "SignInEvent.Completed")).isEqualTo(2);
    }

    @Test
    void aChangeStillAsksForAFactor() {
      People.Person person = people.add("none", true, false, "physician");
      Browser browser = between(person);
      browser.get("/settings/account");
      assertThat(browser.post("/settings/begin", "change", "password").location())
          .endsWith("/settings/confirm");
      assertThat(browser.get("/settings/confirm").text()).contains("message");
    }

    @Test
    void aMethodIsTurnedOffInTheSettingsBehindIt() {
      People.Person person = people.byEmail();
      Browser browser = between(person);
      browser.post("/login/code", "code", Codes.next(person.email()));
      browser.get("/settings/account");
      assertThat(browser.post("/settings/method", "method", "none").status()).isEqualTo(403);
      assertThat(browser.post("/settings/begin", "change", "method").location())
          .endsWith("/settings/method");
      assertThat(browser.get("/settings/method").text()).contains("No second factor");
      assertThat(browser.post("/settings/method", "method", "none").location())
          .endsWith("changed=method");
      Browser next = new Browser(port);
      next.get("/login");
      assertThat(
              next.post("/login", "username", person.username(), "password", People.PASSWORD)
                  .location())
          .endsWith("/studies");
    }

    @Test
    void aLockedAccountCannotChooseIt() {
      People.Person person = people.undecided();
      Browser browser = between(person);
      lock(person);
      assertThat(browser.post("/login/method", "method", "none").location())
          .endsWith("/login/locked");
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void aDisabledAccountCannotChooseIt() {
      People.Person person = people.undecided();
      Browser browser = between(person);
      rows.update("update account set disabled_at = now() where id = ?", person.id().value());
      browser.post("/login/method", "method", "none");
      assertThat(rows.sessions(person.id())).isZero();
    }
  }

  @Nested
  class Rule24_Off {
    @Test
    void thePasswordAloneOpensWhateverWasChosen() {
      People.Person person = people.add("email", true, false, "patient");
      Browser browser = new Browser(port);
      browser.get("/login");
      assertThat(
              browser
                  .post("/login", "username", person.username(), "password", People.PASSWORD)
                  .location())
          .endsWith("/studies");
      assertThat(Inbox.left(person.email())).isEmpty();
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void aWrongPasswordAndALockOpenNothing() {
      People.Person person = people.add("email", true, false, "patient");
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), "not this one at all").status()).isEqualTo(422);
      lock(person);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text()).contains("locked");
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void itStandsForNoFreshFactor() {
      People.Person person = people.add("email", true, false, "patient");
      Browser browser = between(person);
      clock.turn(Duration.ofSeconds(1));
      browser.get("/settings/account");
      assertThat(browser.post("/settings/email", "email", "thief@evil.example").status())
          .isEqualTo(403);
    }
  }
}
