package org.sallyport.gate.secondfactor.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.SecondNode;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Devices of a factor that was switched off after they were linked. They can be removed, so that a
 * lost one is not accepted when the factor is switched on again.
 */
@SallyportTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwitchedOffDevicesTest {
  @LocalServerPort int on;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private SecondNode node;
  private int off;

  @BeforeAll
  void start(@Autowired ConfigurableApplicationContext context) {
    node = SecondNode.beside(context, Map.of("sallyport.push.enabled", "false"));
    off = node.port();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  private Browser in(People.Person person) {
    Browser browser = new Browser(on);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    return browser;
  }

  /** A phone that calls the node where phones are switched off. */
  private Authenticator phoneOf(Browser browser) {
    return Authenticator.link(browser, off, clock);
  }

  private boolean isLinked(Authenticator phone) {
    return !rows.query(
            "select 1 from app_device where id = ? and linked_at is not null and removed_at is null",
            UUID.fromString(phone.device()))
        .isEmpty();
  }

  @Test
  void aPhoneCanStillRemoveItself() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(in(person));
    assertThat(isLinked(phone)).isTrue();
    assertThat(phone.signed("DELETE", "/app/api/me", "").status()).isEqualTo(204);
    assertThat(isLinked(phone)).isFalse();
    assertThat(rows.events(person.id(), "AccountEvent.DeviceUnlinked")).isOne();
  }

  @Test
  void theOwnerSeesThatItIsNotAcceptedAndRemovesIt() {
    People.Person person = people.bySms();
    Browser browser = in(person);
    Authenticator phone = phoneOf(browser);
    Browser there = browser.at(off);
    assertThat(there.get("/settings/devices").text())
        .contains("Pixel 9", "devices of this kind are switched off");
    assertThat(there.get("/settings/account").text()).doesNotContain("Pixel 9");
    there.get("/settings/devices/unlink?id=" + phone.device());
    assertThat(there.post("/settings/devices/unlink", "id", phone.device()).location())
        .endsWith("/settings/devices?removed");
    assertThat(isLinked(phone)).isFalse();
    assertThat(there.get("/settings/devices").text()).doesNotContain("Pixel 9");
  }
}
