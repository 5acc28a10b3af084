package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The policy asvs-l2 over HTTP, with e-mail additionally forbidden as a factor. */
@SallyportTest
@TestPropertySource(properties = {"sallyport.policy=asvs-l2", "sallyport.otp.channels=sms"})
class AsvsL2Test {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;

  @Test
  void aCodePassesJustBeforeTenMinutes() {
    People.Person person = people.bySms();
    Browser browser = asked(person);
    String code = Codes.next(person.phone());
    clock.turn(Duration.ofMinutes(10).minusMillis(1));
    assertThat(browser.post("/login/code", "code", code).status()).isEqualTo(302);
  }

  @Test
  void aCodeIsRefusedAtTenMinutes() {
    People.Person person = people.bySms();
    Browser browser = asked(person);
    String code = Codes.next(person.phone());
    clock.turn(Duration.ofMinutes(10));
    Browser.Page page = browser.post("/login/code", "code", code);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text()).contains("has expired");
  }

  @Test
  void anotherAttemptLeavesTheCodeOfThisOneGood() {
    People.Person person = people.bySms();
    Browser owner = asked(person);
    String code = Codes.next(person.phone());
    asked(person);
    assertThat(owner.post("/login/code", "code", code).status()).isEqualTo(302);
  }

  @Test
  void aPhoneIsAskedForSixDigits() {
    People.Person person = people.bySms();
    Browser browser = asked(person);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
    Browser waits = new Browser(port);
    assertThat(waits.signIn(person.username(), People.PASSWORD).body())
        .containsPattern("Your number is [0-9]{3} [0-9]{3}<");
    assertThat(phone.request().get("digits").asInt()).isEqualTo(6);
    assertThat(phone.approve(phone.request(), "12").status()).isEqualTo(422);
  }

  @Test
  void noBrowserIsRemembered() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text())
        .doesNotContain("Remember this browser");
    browser.post("/login/code", "code", Codes.next(person.phone()), "remember", "on");
    assertThat(browser.cookie("__Host-rb")).isEmpty();
  }

  @Test
  void aMethodThatIsRuledOutIsNeitherOfferedNorTakenAndSendsNothing() {
    People.Person person = people.add(null, true, true, "physician");
    Browser browser = new Browser(port);
    Browser.Page chooser = browser.signIn(person.username(), People.PASSWORD);
    assertThat(chooser.text()).contains("by SMS").doesNotContain("by e-mail");
    assertThat(browser.post("/login/method", "method", "email").status()).isEqualTo(422);
    assertThat(Inbox.left(person.email())).isEmpty();
    browser.follow(browser.post("/login/method", "method", "sms"));
    assertThat(browser.post("/login/code", "code", Codes.next(person.phone())).status())
        .isEqualTo(302);
  }

  @Test
  void withoutANumberNoCodeGoesToTheEmailAddressInPlaceOfIt() {
    People.Person person = people.undecided();
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text())
        .contains("Ask your administrator");
    assertThat(browser.post("/login/method", "method", "sms").status()).isEqualTo(422);
    assertThat(Inbox.left(person.email())).isEmpty();
  }

  @Test
  void whoHadTheMethodThatIsRuledOutChoosesAnew() {
    People.Person person = people.add("email", true, true, "physician");
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Choose your two-factor method");
    assertThat(Inbox.left(person.email())).isEmpty();
  }

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text()).contains("message");
    return browser;
  }
}
