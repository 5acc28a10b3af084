package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The states of a code's page behind the sign-in: for a confirmation, and for a new contact. */
@SallyportTest
class CodeStatesTest {
  private static final String CONFIRM = "/settings/confirm";
  private static final String CONTACT = "/settings/phone/code";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;

  private Browser confirming(People.Person person) {
    Browser browser = Inside.bySms(port, person);
    clock.turn(Duration.ofMinutes(5));
    assertThat(Inside.begin(browser, Change.PHONE).location()).endsWith(CONFIRM);
    return browser;
  }

  @Nested
  class Rule2_Expired {
    @Test
    void aConfirmationSaysSoAndGoesOnWithANewCode() {
      People.Person person = people.bySms();
      Browser browser = confirming(person);
      assertThat(browser.get(CONFIRM).text()).contains("Valid for 20 minutes");
      Inside.code(person.phone());
      clock.turn(Duration.ofMinutes(20));
      Browser.Page expired = browser.get(CONFIRM);
      assertThat(expired.text())
          .contains("has expired", "It expired at", "Resend One Time Password")
          .doesNotContain("Valid for");
      assertThat(Jsoup.parse(expired.body()).select("button").eachText())
          .doesNotContain("Continue");
      assertThat(browser.follow(browser.post(CONFIRM + "/resend")).text())
          .contains("New code sent at", "Valid for 20 minutes");
      assertThat(browser.post(CONFIRM, "code", Inside.code(person.phone())).location())
          .endsWith("/settings/phone");
    }
  }

  @Nested
  class Rule9_SentAgain {
    @Test
    void toANewContactThePageSaysSoAndAfterFiveThatThereAreNoMore() {
      People.Person person = people.bySms();
      String number = person.phone().replace("+32470", "+32474");
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      browser.post("/settings/phone", "phone", number);
      assertThat(browser.get(CONTACT).text()).doesNotContain("New code sent");
      for (int sent = 1; sent < 5; sent++) {
        clock.turn(Duration.ofSeconds(30));
        assertThat(browser.follow(browser.post(CONTACT + "/resend")).text())
            .contains("New code sent at");
      }
      assertThat(browser.get(CONTACT).text())
          .contains("No more codes can be sent for this change. Begin it again in half an hour.")
          .doesNotContain("Resend One Time Password");
    }
  }
}
