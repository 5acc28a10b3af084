package org.sallyport.gate.secondfactor.gridcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** A factor is a folder: no other module was changed for {@link GridCard}. */
@SallyportTest
@Import(GridCard.class)
class NewFactorTest {
  private static final String NUMBER = "408213";
  private static final String WRONG = "408214";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired GridCard cards;
  @Autowired TurnableClock clock;

  @BeforeEach
  void laterThanTheTestBefore() {
    clock.turn(Duration.ofMinutes(1));
  }

  /** A browser at the second-factor step, for an account that chose the card. */
  private Browser chosen(People.Person person) {
    cards.issue(person.id(), NUMBER);
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.post("/login/method", "method", "gridcard").location())
        .endsWith("/login/code");
    return browser;
  }

  private Browser signedIn(People.Person person) {
    Browser browser = chosen(person);
    assertThat(browser.post("/login/code", "code", NUMBER).location()).endsWith("/studies");
    return browser;
  }

  @Test
  void isOfferedByTheChooser() {
    People.Person person = people.undecided();
    cards.issue(person.id(), NUMBER);
    Document chooser =
        Jsoup.parse(new Browser(port).signIn(person.username(), People.PASSWORD).body());
    assertThat(chooser.select("h1").text()).isEqualTo("Choose your two-factor method");
    assertThat(chooser.select("label:has([value=gridcard]) .choice__name").text())
        .isEqualTo("Grid card");
    assertThat(chooser.select("[value=gridcard]").hasAttr("disabled")).isFalse();
  }

  @Test
  void isAskedForAtTheSignIn() {
    Document page = Jsoup.parse(chosen(people.undecided()).get("/login/code").body());
    assertThat(page.select("h1").text()).isEqualTo("Enter the number of your grid card");
    assertThat(page.select("#code-where").text()).isEqualTo("It is printed on the back.");
    assertThat(page.select("[aria-current=step] span").eachText())
        .containsExactly("One-Time-Password", "From your card");
  }

  @Test
  void isAnsweredAndBecomesTheMethod() {
    People.Person person = people.undecided();
    signedIn(person);
    Browser next = new Browser(port);
    assertThat(next.signIn(person.username(), People.PASSWORD).text())
        .contains("Enter the number of your grid card");
    assertThat(next.post("/login/code", "code", NUMBER).location()).endsWith("/studies");
  }

  @Test
  void costsATryIfItIsWrong() {
    Browser.Page refused = chosen(people.undecided()).post("/login/code", "code", WRONG);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("That is not the code.", "4 tries left");
  }

  @Test
  void isNamedInTheHistory() {
    Browser browser = signedIn(people.undecided());
    assertThat(Jsoup.parse(browser.get("/settings/history").body()).select("tbody").text())
        .contains("Grid card");
  }

  @Test
  void confirmsAChangeAndIsNamedInItsNotice() {
    People.Person person = people.byEmail();
    cards.issue(person.id(), NUMBER);
    Browser browser = Inside.byEmail(port, person);
    assertThat(Inside.begin(browser, Change.METHOD).location()).endsWith("/settings/confirm");
    assertThat(browser.get("/settings/confirm").text())
        .contains("To change your two-factor method, confirm with your grid card.");
    assertThat(browser.post("/settings/confirm", "code", NUMBER).location())
        .endsWith("/settings/method");
    browser.get("/settings/method");
    browser.post("/settings/method", "method", "gridcard");
    assertThat(
            Inbox.next(
                    person.email(),
                    it -> String.valueOf(it.subject()).contains("method was changed"))
                .text())
        .contains("Grid card", "One-Time-Password by e-mail");
  }
}
