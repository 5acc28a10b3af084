package org.sallyport.gate.secondfactor.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.gate.account.Disabling;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.SecondNode;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Browser and phone connected to two nodes of one installation. */
@Tag("slow")
@SallyportTest
@TestPropertySource(properties = "apart=yes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {
  @LocalServerPort int here;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Disabling disabling;

  private SecondNode node;
  private int there;

  @BeforeAll
  void start(@Autowired ConfigurableApplicationContext context) {
    node = SecondNode.beside(context);
    there = node.port();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  /** The phone of an account, connected to the other node. */
  private Authenticator phoneOf(People.Person person) {
    Browser browser = new Browser(here);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    Authenticator phone = Authenticator.link(browser, there, clock, "usual", "yes");
    clock.turn(Duration.ofSeconds(90));
    return phone;
  }

  private Browser asked(People.Person person) {
    Browser browser = new Browser(here);
    assertThat(browser.signIn(person.username(), People.PASSWORD).body())
        .contains("Your number is");
    return browser;
  }

  private static String number(Browser browser) {
    return browser
        .get("/login/app")
        .body()
        .replaceAll("(?s).*Your number is ([0-9 ]+)<.*", "$1")
        .replace(" ", "");
  }

  private static CompletableFuture<Browser.Page> waiting(Browser browser) {
    Browser tab = browser.copy();
    return CompletableFuture.supplyAsync(() -> tab.get("/login/app/wait"));
  }

  @Test
  void aPageThatWaitsHereIsNotifiedOfAnAnswerThere() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Browser browser = asked(person);
    CompletableFuture<Browser.Page> page = waiting(browser);
    assertThat(phone.approve(phone.request(), number(browser)).status()).isEqualTo(200);
    assertThat(page.join().body()).isEqualTo("settled");
    assertThat(browser.post("/login/app").location()).endsWith("/studies");
    assertThat(rows.sessions(person.id())).isEqualTo(2);
  }

  @Test
  void anAppThatIsOpenThereIsNotifiedOfARequestHere() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    try (Authenticator.Stream stream = phone.stream()) {
      assertThat(stream.next()).isEmpty();
      Browser browser = asked(person);
      List<JsonNode> requests = stream.next();
      assertThat(requests).hasSize(1);
      phone.deny(requests.getFirst());
      assertThat(stream.next()).isEmpty();
      assertThat(browser.get("/login/app").text()).contains("was denied on your phone");
    }
  }

  @Nested
  class Rule34 {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void anAppThatIsOpenThereEndsWithTheAccountDisabledHere() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      try (Authenticator.Stream stream = phone.stream()) {
        stream.next();
        disabling.disable(person.id(), "admin", "left the practice", Origin.COMMAND_LINE);
        assertThat(Poll.until(SOON, stream::ended)).isTrue();
      }
      assertThat(phone.requests404()).isEqualTo(403);
      assertThat(phone.signed("DELETE", "/app/api/me", "").status()).isEqualTo(403);
    }

    @Test
    void anAppThatIsOpenThereEndsWithItsLinkRemovedHere() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      try (Authenticator.Stream stream = phone.stream()) {
        stream.next();
        rows.update(
            "update app_device set removed_at = now() where account_id = ?", person.id().value());
        assertThat(Poll.until(SOON, stream::ended)).isTrue();
      }
    }
  }

  @Test
  void A01_guessesAtTwoServersCountAsOne() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Browser browser = asked(person);
    String code = phone.codes().code();
    Browser elsewhere = elsewhere(browser);
    List<Integer> answers =
        Stream.of(browser, elsewhere, browser, elsewhere, browser, elsewhere)
            .map(Browser::copy)
            .toList()
            .parallelStream()
            .map(each -> each.post("/login/app", "code", Codes.wrong(code)).status())
            .toList();
    assertThat(answers).containsOnly(422);
    assertThat(rows.wrongCodes(person.id())).isEqualTo(5);
    assertThat(rows.isLocked(person.id())).isTrue();
    assertThat(rows.compared(person.id()) - rows.events(person.id(), "CodeEvent.Accepted"))
        .isEqualTo(5);
  }

  @Test
  void D01_oneCodeAtBothServersOpensOneSession() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    String code = phone.codes().code();
    Browser browser = asked(person);
    Browser elsewhere = new Browser(there);
    elsewhere.signIn(person.username(), People.PASSWORD);
    long opened =
        Stream.of(browser, elsewhere).toList().parallelStream()
            .map(each -> each.post("/login/app", "code", code))
            .filter(page -> page.location().endsWith("/studies"))
            .count();
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void aSessionIsEndedEverywhereAtOnce() {
    People.Person person = people.bySms();
    Browser browser = new Browser(here);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    Browser elsewhere = elsewhere(browser);
    assertThat(elsewhere.get("/settings/account").status()).isEqualTo(200);
    browser.get("/settings/account");
    browser.post("/logout");
    assertThat(elsewhere.get("/settings/account").location()).endsWith("/login");
  }

  /** The same browser, whose next requests reach the other node. */
  private Browser elsewhere(Browser browser) {
    Browser other = new Browser(there);
    other.get("/login");
    browser.cookies().forEach(other::setCookie);
    other.get("/settings/account");
    other.get("/login/app");
    return other;
  }
}
