package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Rule 43: a sign-in from a browser and a network new to the account is reported by mail. */
@SallyportTest
class NewPlaceTest {
  private static final Origin ORIGIN = new Origin("203.0.113.24", "Firefox 145 on Windows");
  private static final String OWN = "203.0.113.7";
  private static final String LONG_UNUSED = "SignInEvent.LongUnused";
  private static final String NEXT = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;

  private void usedBefore(People.Person person, String address) {
    rows.update(
        "update sign_in set address = ? where account_id = ?", address, person.id().value());
  }

  private Browser signedIn(People.Person person) {
    clock.turn(Duration.ofSeconds(30));
    return Visitors.signedIn(person, port);
  }

  /** A browser at the second-factor step, in which the account signed in before. */
  private Browser half(Browser browser, People.Person person, String password) {
    browser.setCookie("__Host-sid", "");
    clock.turn(Duration.ofSeconds(30));
    browser.signIn(person.username(), password);
    return browser;
  }

  private static void answer(Browser browser, People.Person person) {
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
  }

  /** Reports the account's first sign-in. */
  private void reportFirst(Browser owner, People.Person person) {
    String id =
        String.valueOf(
            rows.query(
                    "select id from sign_in where account_id = ? order by password_at",
                    person.id().value())
                .getFirst()
                .get("id"));
    owner.get("/settings/history/not-me?id=" + id);
    owner.post("/settings/history/not-me", "id", id);
    assertThat(rows.events(person.id(), "SignInEvent.NotMe")).isEqualTo(1);
  }

  private void setNewPassword(Browser owner) {
    Inside.open(owner, Change.PASSWORD);
    assertThat(
            owner
                .post("/settings/password", "current", People.PASSWORD, "password", NEXT)
                .location())
        .endsWith("changed=password");
  }

  /** How many new places are reported when a known browser signs in after an event. */
  private int toldAfter(People.Person person, DomainEvent event) {
    Browser browser = signedIn(person);
    usedBefore(person, OWN);
    transaction.executeWithoutResult(status -> events.publish(event, ORIGIN));
    answer(half(browser, person, People.PASSWORD), person);
    return told(person);
  }

  private int told(People.Person person) {
    return rows.events(person.id(), "SignInEvent.NewPlace");
  }

  private static boolean isNotice(Received message) {
    return message.text().contains("had not been used with before");
  }

  @Test
  void Rule43_notifiesTheOwner() {
    People.Person person = people.byEmail();
    signedIn(person);
    usedBefore(person, "203.0.113.7");
    signedIn(person);
    assertThat(Inbox.next(person.email(), NewPlaceTest::isNotice).text())
        .contains("One-Time-Password by e-mail")
        .contains("Sign-in history")
        .contains("This wasn’t me");
    assertThat(told(person)).isEqualTo(1);
  }

  /** Checklist 138: one mail, also if the place is new as well. */
  @Test
  void Rule43_notifiesOfASignInAfterALongTimeInsteadOfTheNewPlace() {
    People.Person person = people.byEmail();
    Browser browser = signedIn(person);
    clock.turn(Duration.ofDays(89));
    answer(half(browser, person, People.PASSWORD), person);
    assertThat(rows.events(person.id(), LONG_UNUSED)).isZero();
    clock.turn(Duration.ofDays(91));
    usedBefore(person, "203.0.113.7");
    signedIn(person);
    assertThat(
            Inbox.next(person.email(), it -> it.text().contains("had not been used for a long"))
                .text())
        .contains("Last used", "One-Time-Password by e-mail", "This wasn’t me");
    assertThat(rows.events(person.id(), LONG_UNUSED)).isEqualTo(1);
    assertThat(told(person)).isZero();
    signedIn(person);
    assertThat(rows.events(person.id(), LONG_UNUSED)).isEqualTo(1);
  }

  @Test
  void Rule43_doesNotNotifyTwiceOfOnePlace() {
    People.Person person = people.byEmail();
    signedIn(person);
    usedBefore(person, "203.0.113.7");
    signedIn(person);
    Inbox.next(person.email(), NewPlaceTest::isNotice);
    signedIn(person);
    assertThat(told(person)).isEqualTo(1);
  }

  @Test
  void Rule43_notifiesAgainOfAPlaceThatWasReported() {
    People.Person person = people.byEmail();
    signedIn(person);
    usedBefore(person, "203.0.113.7");
    signedIn(person);
    rows.update(
        "update sign_in set reported_at = completed_at where account_id = ? and address <> '203.0.113.7'",
        person.id().value());
    signedIn(person);
    assertThat(told(person)).isEqualTo(2);
  }

  @Test
  void Rule43_notifiesAfterEarlierSignInsWereDeleted() {
    People.Person person = people.byEmail();
    signedIn(person);
    rows.update("delete from sign_in where account_id = ?", person.id().value());
    signedIn(person);
    assertThat(told(person)).isEqualTo(1);
  }

  @Test
  void Rule43_doesNotNotifyOfTheFirstSignIn() {
    People.Person person = people.byEmail();
    signedIn(person);
    assertThat(told(person)).isZero();
  }

  @Test
  void Rule43_doesNotNotifyOfABrowserThatWasUsedBefore() {
    People.Person person = people.byEmail();
    Browser browser = signedIn(person);
    usedBefore(person, "203.0.113.7");
    browser.get("/settings/account");
    browser.post("/logout");
    clock.turn(Duration.ofSeconds(30));
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(told(person)).isZero();
  }

  @Test
  void Rule43_notifiesOfABrowserThatWasReported() {
    People.Person person = people.byEmail();
    Browser thief = signedIn(person);
    Browser owner = signedIn(person);
    usedBefore(person, OWN);
    reportFirst(owner, person);
    answer(half(thief, person, People.PASSWORD), person);
    assertThat(told(person)).isEqualTo(1);
  }

  @Test
  void Rule43_notifiesOfAnAttemptThatBeganBeforeItsBrowserWasReported() {
    People.Person person = people.byEmail();
    Browser thief = signedIn(person);
    Browser owner = signedIn(person);
    usedBefore(person, OWN);
    half(thief, person, People.PASSWORD);
    reportFirst(owner, person);
    answer(thief, person);
    assertThat(told(person)).isEqualTo(1);
  }

  @Test
  void Rule43_notifiesOfAKnownBrowserAfterANewPassword() {
    People.Person person = people.byEmail();
    Browser thief = signedIn(person);
    Browser owner = signedIn(person);
    usedBefore(person, OWN);
    setNewPassword(owner);
    answer(half(thief, person, NEXT), person);
    assertThat(told(person)).isEqualTo(1);
  }

  @Test
  void Rule43_doesNotNotifyOfTheBrowserInWhichThePasswordWasChanged() {
    People.Person person = people.byEmail();
    Browser owner = signedIn(person);
    usedBefore(person, OWN);
    setNewPassword(owner);
    answer(half(owner, person, NEXT), person);
    assertThat(told(person)).isZero();
  }

  @Test
  void Rule43_notifiesOfAKnownBrowserAfterTheHelpDeskEndedTheSessions() {
    People.Person person = people.byEmail();
    assertThat(toldAfter(person, new AccountEvent.SessionsEnded(person.id(), "desk", "stolen")))
        .isEqualTo(1);
  }

  @Test
  void Rule43_notifiesOfAKnownBrowserAfterAReset() {
    People.Person person = people.byEmail();
    assertThat(toldAfter(person, new AccountEvent.ResetDone(person.id(), "desk", null, null, null)))
        .isEqualTo(1);
  }

  @Test
  void Rule43_doesNotNotifyOfTheSameNetwork() {
    People.Person person = people.byEmail();
    signedIn(person);
    usedBefore(person, "127.0.0.77");
    signedIn(person);
    assertThat(told(person)).isZero();
  }
}
