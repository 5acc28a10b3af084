package org.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Letters;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The policy asvs-l3 over HTTP: no codes by message, no app codes, no remembered browsers. */
@SallyportTest
@TestPropertySource(properties = "sallyport.policy=asvs-l3")
class AsvsL3Test {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;
  @Autowired Letters letters;

  private Browser in(People.Person person) {
    String code = letters.code(person);
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.follow(browser.post("/login/method", "method", "app"));
    assertThat(browser.post("/login/code", "code", code).location()).endsWith("/login/link");
    return browser;
  }

  @Test
  void theChooserOffersWhatADeviceSignsAndNothingElse() {
    People.Person person = people.add(null, true, true, "physician");
    letters.code(person);
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Sallyport Authenticator app (recommended)")
        .contains("You link it after your activation code.")
        .doesNotContain("by SMS")
        .doesNotContain("by e-mail")
        .doesNotContain("A code that an app");
  }

  @Test
  void whoHadSmsIsAskedForNothingByMessage() {
    People.Person person = people.bySms();
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Ask your administrator for an activation code");
    assertThat(Inbox.left(person.phone())).isEmpty();
  }

  @Test
  void aPhoneThatIsLinkedApprovesWithSixDigitsAndItsCodesDoNotCount() {
    People.Person person = people.undecided();
    Authenticator phone = Authenticator.link(in(person), port, clock);
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).body())
        .containsPattern("Your number is [0-9]{3} [0-9]{3}<")
        .doesNotContain("Remember this browser")
        .doesNotContain("name=\"code\"");
    assertThat(phone.request().get("digits").asInt()).isEqualTo(6);
  }
}
