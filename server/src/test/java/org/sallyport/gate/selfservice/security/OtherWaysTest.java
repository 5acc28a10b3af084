package org.sallyport.gate.selfservice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** If the method is a linked device, codes by SMS and e-mail can be turned off. */
@SallyportTest
class OtherWaysTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;

  People.Person person;
  AppPhone phone;

  Browser owner;

  @BeforeEach
  void somebodyWithAnAppAsTheMethod() {
    person = people.bySms();
    owner = Inside.bySms(port, person);
    phone = AppPhone.link(owner, clock, "usual", "yes");
    clock.turn(Duration.ofMinutes(5));
  }

  private void set(Browser browser, String... open) {
    browser.follow(Inside.begin(browser, Change.WAYS));
    browser.post("/settings/confirm", "code", phone.code());
    browser.get("/settings/ways");
    assertThat(browser.post("/settings/ways", open).location()).endsWith("?changed=ways");
    clock.turn(Duration.ofMinutes(1));
  }

  private Browser asked() {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  @Test
  void thoseTurnedOffOpenNoSignIn() {
    set(owner, "open-email", "yes");
    Browser browser = asked();
    assertThat(browser.get("/login/another-way").text())
        .contains("by e-mail")
        .doesNotContain("by SMS");
    assertThat(browser.post("/login/another-way", "method", "sms").status()).isEqualTo(422);
    assertThat(Inbox.left(person.phone())).noneMatch(it -> it.text().contains("One-Time-Password"));
  }

  @Test
  void thePageSaysWhatIsStillOpenAndWhatALostDeviceThenMeans() {
    Browser browser = owner;
    browser.follow(Inside.begin(browser, Change.WAYS));
    browser.post("/settings/confirm", "code", phone.code());
    assertThat(browser.get("/settings/ways").text())
        .contains("You have 1 device and 0 recovery codes.")
        .contains("only the desk can help")
        .contains("Make recovery codes first");
    browser.post("/settings/ways");
    assertThat(browser.get("/settings/account").text()).contains("Other ways to sign in None");
    assertThat(
            Inbox.next(person.email(), it -> it.text().contains("in place of your method")).text())
        .contains("One-Time-Password by SMS")
        .contains("One-Time-Password by e-mail");
  }

  @Test
  void theSameChoiceIsSaidToBeNoChange() {
    set(owner, "open-email", "yes");
    Browser other = asked();
    other.post("/login/code", "code", phone.code());
    clock.turn(Duration.ofMinutes(5));
    owner.follow(Inside.begin(owner, Change.WAYS));
    owner.post("/settings/confirm", "code", phone.code());
    owner.get("/settings/ways");
    Browser.Page same = owner.post("/settings/ways", "open-email", "yes");
    assertThat(same.location()).endsWith("/settings/account");
    assertThat(owner.follow(same).text()).doesNotContain("is changed", "has ended");
    assertThat(other.get("/settings/account").status()).isEqualTo(200);
  }

  /** Confirms a change with the app and opens its page. */
  private void open(Change change) {
    clock.turn(Duration.ofMinutes(5));
    owner.follow(Inside.begin(owner, change));
    owner.post("/settings/confirm", "code", phone.code());
    assertThat(owner.get(change.page()).status()).isEqualTo(200);
  }

  @Test
  void whatIsOffStaysOffWhileItsContactIsMissing() {
    set(owner, "open-email", "yes");
    open(Change.PHONE);
    assertThat(owner.post("/settings/phone/remove").location()).endsWith("?removed=phone");
    open(Change.WAYS);
    assertThat(owner.post("/settings/ways", "open-email", "yes").location())
        .endsWith("/settings/account");
    open(Change.PHONE);
    String number = person.phone().replace("+32470", "+32476");
    owner.follow(owner.post("/settings/phone", "phone", number));
    assertThat(owner.post("/settings/phone/code", "code", Codes.next(number)).location())
        .endsWith("?added=phone");
    assertThat(asked().get("/login/another-way").text())
        .contains("by e-mail")
        .doesNotContain("by SMS");
  }

  @Test
  void anAttemptThatIsUnderWayEnds() {
    Browser other = asked();
    clock.turn(Duration.ofSeconds(30));
    other.follow(other.post("/login/another-way", "method", "sms"));
    String code = Inside.code(person.phone());
    set(owner);
    assertThat(other.post("/login/code", "code", code).location()).endsWith("/login");
  }

  @Test
  void theyComeBackWithTheMethodThatNeedsThem() {
    Browser browser = owner;
    set(browser);
    String device =
        browser
            .get("/settings/devices")
            .body()
            .replaceAll("(?s).*unlink\\?id=([0-9a-f-]{36}).*", "$1");
    clock.turn(Duration.ofMinutes(5));
    browser.follow(Inside.begin(browser, Change.DEVICE));
    browser.post("/settings/confirm", "code", phone.code());
    browser.get("/settings/devices");
    browser.post("/settings/devices/unlink", "id", device);
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Enter the code from message");
  }

  @Test
  void aPersonWithoutADeviceSeesWhatIsMissing() {
    People.Person bySms = people.bySms();
    Browser browser = Inside.bySms(port, bySms);
    assertThat(browser.get("/settings/account").text()).contains("can be turned off");
    Inside.begin(browser, Change.WAYS);
    assertThat(browser.get("/settings/ways").text()).contains("Choose the app or a passkey");
  }
}
