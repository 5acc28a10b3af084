package org.sallyport.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.sallyport.testing.phone.AppPhone;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/**
 * The policy asvs-l2 over HTTP, with e-mail additionally forbidden as a factor, and longer codes.
 */
@SallyportTest
@TestPropertySource(
    properties = {
      "sallyport.policy=asvs-l2",
      "sallyport.otp.channels=sms",
      "sallyport.otp.length=8"
    })
class AsvsL2Test {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;
  @Autowired Rows rows;

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

  /** ASVS 6.6.3: codes can be longer. */
  @Test
  void aCodeOfEightDigitsSignsInAndSixOfThemAreAFormErrorThatCostsNoTry() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).body())
        .contains("8 digits<", "\\s*[0-9٠-٩۰-۹]{4}[ \\-]?[0-9٠-٩۰-۹]{4}\\s*", "title=\"8 digits\"");
    Received sms = Inbox.next(person.phone());
    String code = Codes.in(sms);
    assertThat(code).matches("[0-9]{8}");
    assertThat(sms.text()).endsWith(" #" + code);
    for (String malformed : List.of(code.substring(0, 6), code + "0", code.substring(1))) {
      Browser.Page page = browser.post("/login/code", "code", malformed);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("Enter the 8 digits from message");
    }
    assertThat(rows.wrongCodes(person.id())).isZero();
    String grouped = code.substring(0, 4) + " " + code.substring(4);
    assertThat(browser.post("/login/code", "code", grouped).status()).isEqualTo(302);
  }

  /** The codes of an app have six digits, whatever those have that are sent (RFC 6238). */
  @Test
  void aCodeOfAnAppHasSixDigits() {
    People.Person person = people.bySms();
    Browser browser = asked(person);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    AppPhone app = AppPhone.link(browser, clock, "usual", "yes");
    Browser other = new Browser(port);
    assertThat(other.signIn(person.username(), People.PASSWORD).body())
        .contains("6 digits<", "\\s*[0-9٠-٩۰-۹]{3}[ \\-]?[0-9٠-٩۰-۹]{3}\\s*");
    assertThat(other.post("/login/code", "code", "12345678").text()).contains("Enter the 6 digits");
    assertThat(rows.wrongCodes(person.id())).isZero();
    clock.turn(Duration.ofSeconds(30));
    assertThat(other.post("/login/code", "code", app.code()).status()).isEqualTo(302);
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
