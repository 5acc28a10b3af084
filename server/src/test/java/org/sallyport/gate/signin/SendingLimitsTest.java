package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Each limit by name: an attacker with the password uses it up, and the owner can still sign in.
 */
@SallyportTest
class SendingLimitsTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;
  @Autowired Rows rows;

  @AfterEach
  void limitsAreOpen() {
    rows.update("delete from rate_limit");
    clock.turn(Duration.ofHours(2));
  }

  private Browser knownTo(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    isIn(browser.post("/login/code", "code", Codes.next(person.phone())));
    out(browser);
    return browser;
  }

  private static void out(Browser browser) {
    browser.get("/settings/account");
    assertThat(browser.post("/logout").status()).isEqualTo(302);
  }

  private static void isIn(Browser.Page page) {
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.location()).endsWith("/studies");
  }

  /** Requests codes as an attacker until the limit refuses. */
  private void usedUp(People.Person person, String limit) {
    new Browser(port).signIn(person.username(), People.PASSWORD);
    Codes.next(person.phone());
    rows.update("update rate_limit set used = max_uses where share = 'anyone' and name = ?", limit);
  }

  private void ownerGetsIn(Browser known, People.Person person) {
    known.signIn(person.username(), People.PASSWORD);
    isIn(known.post("/login/code", "code", Codes.next(person.phone())));
  }

  private Browser.Page refused(People.Person person, Browser stranger) {
    Browser.Page page = stranger.signIn(person.username(), People.PASSWORD);
    assertThat(page.status()).isEqualTo(429);
    assertThat(Integer.parseInt(page.header("Retry-After"))).isPositive();
    assertThat(page.body()).contains("role=\"alert\"");
    assertThat(page.text()).contains("No code could be sent", "The next one can be sent");
    assertThat(Inbox.left(person.phone())).isEmpty();
    return page;
  }

  @Nested
  class Rule9_AKnownBrowserHasItsShareOfTheLimitOf {
    @Test
    void theAccount() {
      People.Person person = people.bySms();
      Browser known = knownTo(person);
      clock.turn(Duration.ofHours(2));
      for (int sent = 0; sent < 15; sent++) {
        new Browser(port).signIn(person.username(), People.PASSWORD);
        Codes.next(person.phone());
      }
      assertThat(refused(person, new Browser(port)).text())
          .contains("Too many codes were sent for your account within an hour.");
      ownerGetsIn(known, person);
    }

    @Test
    void theDestination() {
      People.Person person = people.bySms();
      Browser known = knownTo(person);
      usedUp(person, "destination");
      assertThat(refused(person, new Browser(port)).text())
          .contains("Too many messages were sent to +32 ••• •• ••", "within a day");
      ownerGetsIn(known, person);
    }

    @Test
    void thePrefixInAnHourAndInADay() {
      People.Person person = people.bySms();
      Browser known = knownTo(person);
      for (String limit : new String[] {"sms-prefix-hour", "sms-prefix-day"}) {
        usedUp(person, limit);
        assertThat(refused(person, new Browser(port)).text())
            .contains("Our limit for codes to numbers that begin with +324 is reached.");
        ownerGetsIn(known, person);
        out(known);
        rows.update("delete from rate_limit");
      }
    }

    @Test
    void theInstallationInAnHourAndInADay() {
      People.Person person = people.bySms();
      Browser known = knownTo(person);
      for (String limit : new String[] {"sms-installation-hour", "sms-installation-day"}) {
        usedUp(person, limit);
        assertThat(refused(person, new Browser(port)).text())
            .contains(
                "Our limit for codes to mobile numbers is reached. This is not about your account.");
        ownerGetsIn(known, person);
        out(known);
        rows.update("delete from rate_limit");
      }
    }
  }

  @Nested
  class Rule9_ThePageOfALimit {
    @Test
    void offersTheWaysThatStillWork() {
      People.Person person = people.bySms();
      usedUp(person, "sms-installation-hour");
      Browser browser = new Browser(port);
      assertThat(refused(person, browser).text())
          .contains("These ways work now", "One-Time-Password by e-mail");
      Browser.Page way = browser.post("/login/another-way", "method", "email");
      assertThat(way.status()).isEqualTo(302);
      isIn(browser.post("/login/code", "code", Codes.next(person.email())));
    }

    @Test
    void offersNoWayThatIsHeldBackToo() {
      People.Person person = people.bySms();
      usedUp(person, "sms-installation-hour");
      Browser other = new Browser(port);
      other.signIn(person.username(), People.PASSWORD);
      other.post("/login/another-way", "method", "email");
      Codes.next(person.email());
      rows.update("update rate_limit set used = max_uses where name = 'email-installation-hour'");
      Browser browser = new Browser(port);
      assertThat(refused(person, browser).text())
          .contains("Not you? Start again")
          .doesNotContain("These ways work now");
      Browser.Page way = browser.post("/login/another-way", "method", "email");
      assertThat(way.status()).isEqualTo(429);
      assertThat(way.header("Retry-After")).isNotEmpty();
      assertThat(way.text()).contains("Our e-mail limit is reached.");
    }

    @Test
    void sendsWhenTheLimitIsOpenAgain() {
      People.Person person = people.bySms();
      usedUp(person, "sms-installation-hour");
      Browser browser = new Browser(port);
      refused(person, browser);
      assertThat(browser.post("/login/code/resend").status()).isEqualTo(429);
      clock.turn(Duration.ofMinutes(20));
      rows.update("update rate_limit set ends_at = ends_at - interval '50 minutes'");
      Browser.Page open = browser.get("/login/code");
      assertThat(open.status()).isEqualTo(200);
      assertThat(open.text()).contains("A code can be sent now.");
      assertThat(browser.post("/login/code/resend").status()).isEqualTo(302);
      isIn(browser.post("/login/code", "code", Codes.next(person.phone())));
    }

    @Test
    void ofTheChooserKeepsTheOtherMethods() {
      People.Person other = people.byEmail();
      new Browser(port).signIn(other.username(), People.PASSWORD);
      Codes.next(other.email());
      rows.update("update rate_limit set used = max_uses where name = 'email-installation-hour'");
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      Browser.Page page = browser.post("/login/method", "method", "email");
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.header("Retry-After")).isNotEmpty();
      assertThat(page.text())
          .contains("Our e-mail limit is reached.", "The next one can be sent ")
          .contains("Choose your two-factor method");
    }

    @Test
    void saysThatAnAttemptHasHadAllItsCodes() {
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      for (int sent = 1; sent < 5; sent++) {
        Codes.next(person.phone());
        clock.turn(Duration.ofSeconds(30));
        browser.post("/login/code/resend");
      }
      Codes.next(person.phone());
      clock.turn(Duration.ofSeconds(30));
      Browser.Page page = browser.post("/login/another-way", "method", "email");
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.header("Retry-After")).isNotEmpty();
      assertThat(page.text()).contains("No more codes can be sent in this sign-in.");
    }
  }

  @Nested
  class Rule28_ASession {
    private Browser.Page begin(Browser session) {
      session.get("/settings/account");
      return session.post("/settings/begin", "change", "email");
    }

    @Test
    void getsItsCodesForAChangeWhateverStrangersUsedUp() {
      People.Person person = people.byEmail();
      Browser session = new Browser(port);
      session.signIn(person.username(), People.PASSWORD);
      isIn(session.post("/login/code", "code", Codes.next(person.email())));
      clock.turn(Duration.ofMinutes(6));
      rows.update("update rate_limit set used = max_uses where share = 'anyone'");
      Browser.Page begun = begin(session);
      assertThat(begun.status()).isEqualTo(302);
      assertThat(Codes.next(person.email())).hasSize(6);
    }

    @Test
    void checksOfANewContactUseUpNoCodeOfItsOwner() {
      People.Person owner = people.byEmail();
      People.Person person = people.bySms();
      Browser session = new Browser(port);
      session.signIn(person.username(), People.PASSWORD);
      isIn(session.post("/login/code", "code", Codes.next(person.phone())));
      rows.update("delete from rate_limit");
      session.get("/settings/account");
      session.post("/settings/begin", "change", "email");
      session.get("/settings/email");
      assertThat(session.post("/settings/email", "email", owner.email()).status()).isEqualTo(302);
      Codes.next(owner.email());
      assertThat(rows.query("select distinct share from rate_limit where name = 'destination'"))
          .containsExactly(Map.of("share", "new-contact"));
      rows.update("update rate_limit set used = max_uses where name = 'destination'");
      Browser other = new Browser(port);
      other.signIn(owner.username(), People.PASSWORD);
      isIn(other.post("/login/code", "code", Codes.next(owner.email())));
    }

    @Test
    void seesWhyAndUntilWhenIfItsOwnShareIsUsedUp() {
      People.Person person = people.byEmail();
      Browser session = new Browser(port);
      session.signIn(person.username(), People.PASSWORD);
      isIn(session.post("/login/code", "code", Codes.next(person.email())));
      Browser other = new Browser(port);
      other.signIn(person.username(), People.PASSWORD);
      isIn(other.post("/login/code", "code", Codes.next(person.email())));
      clock.turn(Duration.ofMinutes(6));
      begin(other);
      Codes.next(person.email());
      rows.update("update rate_limit set used = max_uses where name = 'destination'");
      Browser.Page page = begin(session);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.header("Retry-After")).isNotEmpty();
      assertThat(page.text())
          .contains("Too many messages were sent to", "Nothing was changed.")
          .contains("You can begin this change again on ");
    }
  }
}
