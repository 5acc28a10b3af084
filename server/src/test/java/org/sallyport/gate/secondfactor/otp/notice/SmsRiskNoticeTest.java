package org.sallyport.gate.secondfactor.otp.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.secondfactor.SecondFactors;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** SMS under the policy nist-aal2 (SP 800-63B-4, section 3.2.9). */
@SallyportTest
@TestPropertySource(properties = {"sallyport.policy=nist-aal2", "sallyport.otp.channels=sms"})
class SmsRiskNoticeTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Accounts accounts;
  @Autowired SecondFactors factors;

  @AfterEach
  void later() {
    clock.turn(Duration.ofMinutes(15));
  }

  private Account account(People.Person person) {
    return accounts.find(person.id()).orElseThrow();
  }

  @Test
  void whoUsesSmsAlreadyIsAskedBeforeTheNextCode() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    Browser.Page asked = browser.signIn(person.username(), People.PASSWORD);
    assertThat(asked.text())
        .contains(
            "Your method is: One-Time-Password by SMS.",
            "SMS are less secure than an app or a passkey",
            "By choosing SMS you confirm that you know this.",
            "Sallyport Authenticator app");
    assertThat(asked.body().split("type=\"radio\"", -1)[1]).contains("value=\"sms\"");
    assertThat(asked.body()).as("to be chosen, not to be passed over").doesNotContain("checked=");
    assertThat(Inbox.left(person.phone())).isEmpty();
    assertThat(browser.get("/login/code").location()).endsWith("/login/method");
    assertThat(browser.get("/studies").status()).isNotEqualTo(200);
    browser.follow(browser.post("/login/method", "method", "sms"));
    assertThat(browser.post("/login/code", "code", Codes.next(person.phone())).location())
        .endsWith("/studies");
    assertThat(rows.events(person.id(), "AccountEvent.SmsRiskConfirmed")).isEqualTo(1);
    assertThat(
            rows.query(
                "select confirmed_at from sms_risk_consent where account_id = ?",
                person.id().value()))
        .hasSize(1);
    assertThat(browser.get("/settings/history").text()).contains("SMS chosen, its risk confirmed");
  }

  @Test
  void isAskedOnce() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/method", "method", "sms");
    browser.post("/login/code", "code", Codes.next(person.phone()));
    clock.turn(Duration.ofMinutes(1));
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("Enter the code from message");
    assertThat(rows.events(person.id(), "AccountEvent.SmsRiskConfirmed")).isEqualTo(1);
  }

  @Test
  void whoHasADeviceBesideItMayStillChooseSms() {
    People.Person person = people.bySms();
    Browser inside = new Browser(port);
    inside.signIn(person.username(), People.PASSWORD);
    inside.post("/login/method", "method", "sms");
    inside.post("/login/code", "code", Codes.next(person.phone()));
    AppPhone.link(inside, clock);
    rows.update("update account set method = 'sms' where id = ?", person.id().value());
    rows.update("delete from sms_risk_consent where account_id = ?", person.id().value());
    clock.turn(Duration.ofMinutes(1));
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text())
        .contains("By choosing SMS you confirm that you know this.");
    browser.follow(browser.post("/login/method", "method", "sms"));
    assertThat(browser.post("/login/code", "code", Codes.next(person.phone())).location())
        .endsWith("/studies");
    assertThat(rows.events(person.id(), "AccountEvent.SmsRiskConfirmed")).isEqualTo(2);
  }

  /** Somebody who has the password alone confirms nothing in the owner's place. */
  @Test
  void isNotConfirmedBeforeTheCodeIsEntered() {
    People.Person person = people.bySms();
    Browser thief = new Browser(port);
    thief.signIn(person.username(), People.PASSWORD);
    thief.post("/login/method", "method", "sms");
    Codes.next(person.phone());
    assertThat(rows.events(person.id(), "AccountEvent.SmsRiskConfirmed")).isZero();
    clock.turn(Duration.ofMinutes(1));
    assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
        .contains("By choosing SMS you confirm that you know this.");
  }

  @Test
  void anUnconfirmedNumberIsNoOtherWayEither() {
    People.Person person = people.bySms();
    assertThat(factors.primaryFor(account(person))).isEmpty();
    assertThat(factors.ways(account(person))).isEmpty();
    rows.update(
        "insert into sms_risk_consent (account_id, confirmed_at) values (?, now())",
        person.id().value());
    assertThat(factors.primaryFor(account(person))).isPresent();
    assertThat(factors.ways(account(person))).isNotEmpty();
  }
}
