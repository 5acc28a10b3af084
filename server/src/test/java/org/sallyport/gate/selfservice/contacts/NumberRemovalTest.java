package org.sallyport.gate.selfservice.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Removing the own mobile number. */
@SallyportTest
class NumberRemovalTest {
  private static final String REMOVE = "/settings/phone/remove";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  /** A session of a person whose method is an authenticator app, on the page of the number. */
  private Browser withApp(People.Person person) {
    Browser browser = Inside.bySms(port, person);
    AppPhone app = AppPhone.link(browser, clock, "usual", "yes");
    clock.turn(Duration.ofMinutes(5));
    browser.follow(Inside.begin(browser, Change.PHONE));
    assertThat(browser.post("/settings/confirm", "code", app.code()).location())
        .endsWith("/settings/phone");
    return browser;
  }

  private Object number(People.Person person) {
    return String.valueOf(Inside.account(rows, person).get("phone"));
  }

  @Nested
  class Rule28_TheNumberIsRemoved {
    @Test
    void byItsOwnerAndToldToItAndToTheMailbox() {
      People.Person person = people.bySms();
      Browser other = Inside.bySms(port, person);
      clock.turn(Duration.ofSeconds(30));
      Browser browser = withApp(person);
      assertThat(browser.get("/settings/phone").text()).contains("You will get no more codes");
      Browser.Page done = browser.post(REMOVE);
      assertThat(browser.follow(done).text()).contains("Your mobile number is removed.");
      assertThat(Inside.account(rows, person)).containsEntry("phone", null);
      assertThat(
              Inbox.next(person.email(), it -> it.text().contains("no mobile number any more"))
                  .text())
          .contains("No codes go there by SMS");
      assertThat(Inbox.next(person.phone(), it -> it.text().contains("no longer")).text())
          .contains("no longer has this mobile number");
      assertThat(other.get("/settings/account").location()).contains("/login");
      assertThat(browser.get("/settings/history").text()).contains("Mobile number removed");
    }

    @Test
    void afterAWarningIfNoOtherMethodIsLeft() {
      People.Person person = people.bySms();
      Browser browser = withApp(person);
      assertThat(browser.get("/settings/phone").text())
          .contains("Every other session and all remembered browsers end")
          .doesNotContain("Without the number");
      rows.update(
          "update account set disabled_methods = '{email}' where id = ?", person.id().value());
      assertThat(browser.get("/settings/phone").text())
          .contains("Without the number, if you lose your device")
          .contains("You have 1 device and 0 recovery codes.")
          .contains("Make recovery codes first");
    }

    @Test
    void onceByAFormThatIsSentTwice() {
      People.Person person = people.bySms();
      Browser browser = withApp(person);
      browser.get("/settings/phone");
      assertThat(browser.copy().post(REMOVE).status()).isEqualTo(302);
      assertThat(browser.post(REMOVE).status()).isIn(302, 403, 409);
      assertThat(rows.events(person.id(), "AccountEvent.PhoneChanged")).isEqualTo(1);
    }
  }

  @Nested
  class Rule28_TheNumberStays {
    @Test
    void whileCodesAreSentToIt() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      Browser.Page page = browser.get("/settings/phone");
      assertThat(page.text()).contains("Change your method first");
      assertThat(page.body()).doesNotContain(REMOVE);
      Browser.Page refused = browser.post(REMOVE);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text()).contains("Change your method first");
      assertThat(refused.body()).contains("removal-error").doesNotContain("phone-error");
      assertThat(number(person)).isEqualTo(person.phone());
    }

    @Test
    void withoutAMethod() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      rows.update("update account set method = null where id = ?", person.id().value());
      assertThat(browser.get("/settings/phone").text())
          .contains("your account has no two-factor method")
          .doesNotContain("your codes are sent to it");
    }

    @Test
    void ifItIsTheOnlyContact() {
      People.Person person = people.bySms();
      Browser browser = withApp(person);
      rows.update("update account set email = null where id = ?", person.id().value());
      assertThat(browser.get("/settings/phone").text()).contains("Add an e-mail address first");
      assertThat(browser.post(REMOVE).status()).isEqualTo(422);
      assertThat(number(person)).isEqualTo(person.phone());
    }

    @Test
    void withoutAFreshSecondFactor() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      AppPhone.link(browser, clock, "usual", "yes");
      browser.get("/settings/account");
      assertThat(browser.post(REMOVE).status()).isEqualTo(403);
      assertThat(number(person)).isEqualTo(person.phone());
    }
  }
}
