package org.sallyport.gate.selfservice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The Security page rates the account's security and suggests one next step. */
@SallyportTest
class SecurityCheckupTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;

  @Test
  void leadsStepByStepToASafeAccount() {
    People.Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    assertThat(browser.get("/settings/account").text())
        .contains("Could be stronger")
        .contains("2 things missing")
        .contains("Next: link a device");

    AppPhone phone = AppPhone.link(browser, clock, "usual", "yes");
    assertThat(browser.get("/settings/account").text())
        .contains("Strong")
        .contains("Only one device linked")
        .contains("Next: make recovery codes");

    confirm(browser, phone, "recovery");
    browser.get("/settings/recovery");
    browser.post("/settings/recovery");
    assertThat(browser.get("/settings/account").text())
        .contains("10 recovery codes left")
        .contains("1 thing missing")
        .contains("Next: link a second device");

    AppPhone.link(browser, clock);
    assertThat(browser.get("/settings/account").text())
        .contains("2 devices linked")
        .contains("Nothing is left to do.");
  }

  private void confirm(Browser browser, AppPhone phone, String change) {
    clock.turn(Duration.ofSeconds(30));
    browser.get("/settings/account");
    browser.post("/settings/begin", "change", change);
    browser.get("/settings/confirm");
    assertThat(browser.post("/settings/confirm", "code", phone.code()).location())
        .endsWith("/settings/" + change);
  }
}
