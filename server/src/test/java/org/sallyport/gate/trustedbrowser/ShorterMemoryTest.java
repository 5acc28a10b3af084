package org.sallyport.gate.trustedbrowser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** An installation that remembers browsers for a week. */
@SallyportTest
@TestPropertySource(properties = "sallyport.remember.duration=7d")
class ShorterMemoryTest {
  @LocalServerPort int port;
  @Autowired People people;

  @Test
  void pageAndCookieSayAWeek() {
    People.Person person = people.byEmail();
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text())
        .contains("Remember this browser for 7 days");
    Browser.Page in =
        browser.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
    assertThat(in.response().headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith("__Host-rb="))
        .singleElement()
        .asString()
        .contains("Max-Age=604800");
    assertThat(browser.get("/settings/browsers").text()).contains("Forget");
  }
}
