package org.sallyport.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Rule 43: a sign-in from a browser and a network new to the account is reported by mail. */
@SallyportTest
class NewPlaceTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private void usedBefore(People.Person person, String address) {
    rows.update(
        "update sign_in set address = ? where account_id = ?", address, person.id().value());
  }

  private Browser signedIn(People.Person person) {
    clock.turn(Duration.ofSeconds(30));
    return Visitors.signedIn(person, port);
  }

  private int told(People.Person person) {
    return rows.events(person.id(), "SignInEvent.NewPlace");
  }

  private static boolean isNotice(Received message) {
    return message.text().contains("had not been used with before");
  }

  @Test
  void Rule43_isTold() {
    People.Person person = people.byEmail();
    signedIn(person);
    usedBefore(person, "203.0.113.7");
    signedIn(person);
    assertThat(Inbox.next(person.email(), NewPlaceTest::isNotice).text())
        .contains("One-Time-Password by e-mail")
        .contains("Login history")
        .contains("This wasn’t me");
    assertThat(told(person)).isEqualTo(1);
  }

  @Test
  void Rule43_isNotToldTwiceOfOnePlace() {
    People.Person person = people.byEmail();
    signedIn(person);
    usedBefore(person, "203.0.113.7");
    signedIn(person);
    Inbox.next(person.email(), NewPlaceTest::isNotice);
    signedIn(person);
    assertThat(told(person)).isEqualTo(1);
  }

  @Test
  void Rule43_isToldAgainOfAPlaceThatWasReported() {
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
  void Rule43_isToldAfterSoLongThatNoSignInIsKept() {
    People.Person person = people.byEmail();
    signedIn(person);
    rows.update("delete from sign_in where account_id = ?", person.id().value());
    signedIn(person);
    assertThat(told(person)).isEqualTo(1);
  }

  @Test
  void Rule43_isNotToldOfTheFirstSignIn() {
    People.Person person = people.byEmail();
    signedIn(person);
    assertThat(told(person)).isZero();
  }

  @Test
  void Rule43_isNotToldOfABrowserThatWasUsedBefore() {
    People.Person person = people.byEmail();
    Browser browser = signedIn(person);
    usedBefore(person, "203.0.113.7");
    browser.get("/settings/account");
    browser.post("/logout");
    clock.turn(Duration.ofSeconds(30));
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", org.sallyport.testing.messages.Codes.next(person.email()));
    assertThat(told(person)).isZero();
  }

  @Test
  void Rule43_isNotToldOfTheSameNetwork() {
    People.Person person = people.byEmail();
    signedIn(person);
    usedBefore(person, "127.0.0.77");
    signedIn(person);
    assertThat(told(person)).isZero();
  }
}
