package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.SoftKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Group F: many answers to the sign-in by passkey alone, from one address (rule 18). */
@SallyportTest
@TestPropertySource(properties = "sallyport.lock.address-delay-after=30")
class PasskeyFloodTest {
  private static final String PATH = "/login/with-passkey";
  private static final int UNTHROTTLED = 30;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  @AfterEach
  void nobodyIsSlowedDown() {
    rows.update("delete from throttle");
  }

  private SoftKey keyOf(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    SoftKey key = SoftKey.link(browser);
    browser.get("/studies");
    browser.post("/logout");
    return key;
  }

  private Browser.Page give(SoftKey key) {
    Browser browser = new Browser(port);
    browser.get("/login");
    String options = browser.post(PATH + "/options").body();
    return browser.post(PATH, "credential", key.get(options));
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  @Test
  void F08_aFloodIsRefusedUnreadAndOtherWaysToSignInStayAvailable() {
    People.Person person = people.bySms();
    SoftKey key = keyOf(person);
    Browser browser = new Browser(port);
    browser.get("/login");
    for (int i = 0; i < UNTHROTTLED; i++) {
      assertThat(browser.post(PATH, "credential", "{}").status()).isEqualTo(422);
    }
    Browser.Page slowed = give(key);
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(slowed.text()).contains("Too many tries. This one was not checked. Wait");
    assertThat(rows.sessions(person.id())).isZero();
    assertThat(rows.events(person.id(), "SignedEvent.Accepted")).isZero();
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("message");
    clock.turn(Duration.ofSeconds(Long.parseLong(slowed.header("Retry-After"))));
    assertThat(opens(give(key))).isTrue();
  }

  @Test
  void F08_theWaitsRise() {
    Browser browser = new Browser(port);
    browser.get("/login");
    long before = 0;
    for (int i = 0; i < UNTHROTTLED; i++) {
      browser.post(PATH, "credential", "{}");
    }
    for (int i = 0; i < 4; i++) {
      long wait = Long.parseLong(browser.post(PATH, "credential", "{}").header("Retry-After"));
      assertThat(wait).isGreaterThan(before);
      before = wait;
      clock.turn(Duration.ofSeconds(wait));
      browser.get("/login");
      assertThat(browser.post(PATH, "credential", "{}").status()).isEqualTo(422);
    }
  }

  @Test
  void successfulSignInsAreNotCounted() {
    People.Person person = people.bySms();
    SoftKey key = keyOf(person);
    for (int i = 0; i < UNTHROTTLED + 5; i++) {
      assertThat(opens(give(key))).as("the %dth time", i + 1).isTrue();
    }
  }
}
