package org.sallyport.gate.accountrecovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.accountrecovery.forgotten.ForgottenPasswords;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * E-mail is not accepted as the second factor for 24 hours after a password was set by a mailed
 * link.
 */
@SallyportTest
class MailboxAloneTest {
  private static final String NEW = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired FactorResets resets;
  @Autowired ForgottenPasswords forgotten;
  @Autowired Accounts accounts;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser.Page reset(Person person) {
    forgotten.ask(person.username(), Origin.COMMAND_LINE, null);
    Browser browser = new Browser(port);
    browser.follow(browser.get(LinksInMail.nextPath(person.email())));
    return browser.follow(browser.submit("/password", "password", NEW));
  }

  private static boolean hasCode(String to) {
    return Inbox.left(to).stream().anyMatch(it -> it.text().contains("One-Time-Password"));
  }

  @Test
  void sendsNoCodeByEmailForADay() {
    Person person = people.byEmail();
    reset(person);
    Browser browser = new Browser(port);
    Browser.Page page = browser.signIn(person.username(), NEW);
    assertThat(hasCode(person.email())).isFalse();
    assertThat(page.status()).isEqualTo(429);
    assertThat(page.text())
        .contains("Codes by e-mail do not work yet: a mailed link set your password")
        .contains("ask the desk");
    assertThat(browser.post("/login/code/resend").status()).isEqualTo(429);

    clock.turn(Duration.ofHours(24));
    Browser later = new Browser(port);
    later.signIn(person.username(), NEW);
    later.post("/login/code", "code", Codes.next(person.email()));
    assertThat(later.cookie("__Host-sid")).isNotEmpty();
  }

  @Test
  void sendsNoCodeByEmailAsAnotherWayEither() {
    Person person = people.bySms();
    reset(person);
    Browser browser = new Browser(port);
    browser.signIn(person.username(), NEW);
    clock.turn(Duration.ofSeconds(30));
    Browser.Page refused = browser.post("/login/another-way", "method", "email");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text())
        .contains("Codes by e-mail do not work yet: a mailed link set your password");
    assertThat(hasCode(person.email())).isFalse();
  }

  /** Else a link to an address that an admin changed would end the longer wait after that. */
  @Test
  void keepsTheLaterOfTwoWaits() {
    Person person = people.byEmail();
    Timestamp later = Timestamp.from(clock.instant().plus(Duration.ofDays(3)));
    rows.update(
        "update account set email_codes_blocked_until = ? where id = ?",
        later,
        person.id().value());
    reset(person);
    assertThat(accounts.find(person.id()).orElseThrow().emailCodesBlockedUntil())
        .isEqualTo(later.toInstant());
  }

  @Test
  void leavesRecoveryCodesToAnAccountWithoutAMethod() {
    Person person = people.bySms();
    Browser before = new Browser(port);
    before.signIn(person.username(), People.PASSWORD);
    before.post("/login/code", "code", Codes.next(person.phone()));
    before.get("/settings/recovery");
    before.post("/settings/begin", "change", "recovery");
    before.get("/settings/recovery");
    String sheet = before.follow(before.post("/settings/recovery")).text();
    String code = sheet.replaceAll("(?s).*?([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}).*", "$1");
    rows.update("update account set method = null, phone = null where id = ?", person.id().value());
    Inbox.next(person.email(), it -> it.text().contains("recovery codes were made"));
    reset(person);
    Browser browser = new Browser(port);
    browser.signIn(person.username(), NEW);
    assertThat(browser.post("/login/method", "method", "email").text())
        .contains("Codes by e-mail do not work yet");
    browser.follow(browser.post("/login/method", "method", "recovery"));
    browser.post("/login/code", "code", code);
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
  }

  @Test
  void leavesEveryOtherWayOpenAtOnce() {
    Person person = people.bySms();
    reset(person);
    Browser browser = new Browser(port);
    browser.signIn(person.username(), NEW);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
  }

  @Test
  void isSaidOnThePageAfterTheResetAndToEveryAddress() {
    Person person = people.bySms();
    assertThat(reset(person).text())
        .contains("For 1 day a code by e-mail is not accepted")
        .contains("the desk can help sooner.");
    assertThat(Inbox.next(person.email(), it -> it.text().contains("mailed to you")).text())
        .contains("A code by e-mail is accepted as your second factor from");
    assertThat(Inbox.next(person.phone(), it -> it.text().contains("mailed link")).text())
        .contains("Not you?");
  }

  @Test
  void isNoHindranceAfterTheDeskHasResetTheSecondFactor() {
    Person person = people.byEmail();
    Person admin = people.admin();
    reset(person);
    resets.ask(
        new ResetRequest(
            person.id(), new Actor(admin.id(), admin.username()), "identity checked", false),
        Origin.COMMAND_LINE);
    resets.confirm(
        resets.open(person.id()).orElseThrow().id(), people.admin().id(), Origin.COMMAND_LINE);
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), NEW).text())
        .contains("Choose your two-factor method");
    browser.follow(browser.post("/login/method", "method", "email"));
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
  }
}
