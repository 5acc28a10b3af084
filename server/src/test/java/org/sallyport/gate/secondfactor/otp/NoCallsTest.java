package org.sallyport.gate.secondfactor.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.delivery.Delivery;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.Outbox;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** An installation without a route of calls, as all are unless they set one up. */
@SallyportTest
class NoCallsTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Outbox outbox;
  @Autowired TransactionTemplate transaction;

  private long codesOf(People.Person person) {
    return rows.count("otp_code where account_id = '" + person.id() + "'");
  }

  @Test
  void offersNoneAndMakesNoCodeWhenOneIsAskedForAllTheSame() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    String code = Codes.next(person.phone());
    assertThat(browser.get("/login/code").body()).doesNotContain("name=\"call\"");
    clock.turn(Duration.ofSeconds(31));
    assertThat(browser.post("/login/code/resend", "call", "yes").status()).isEqualTo(302);
    assertThat(codesOf(person)).isEqualTo(1);
    assertThat(browser.post("/login/code", "code", code).status()).isEqualTo(302);
    browser.get("/settings/account");
    Inside.open(browser, Change.PHONE);
    String number = person.phone().replace("+32470", "+32477");
    browser.post("/settings/phone", "phone", number);
    Codes.next(number);
    assertThat(browser.get("/settings/phone/code").body()).doesNotContain("name=\"call\"");
    clock.turn(Duration.ofSeconds(31));
    assertThat(browser.post("/settings/phone/code/resend", "call", "yes").status()).isEqualTo(429);
    assertThat(codesOf(person)).isEqualTo(2);
    assertThat(Inbox.left(number)).isEmpty();
  }

  @Test
  void refusesACallInWords() {
    MessageId id =
        Objects.requireNonNull(
            transaction.execute(
                status -> outbox.put(Message.call("+32470000009", "Good morning."))));
    await().until(() -> !(outbox.delivery(id) instanceof Delivery.OnItsWay));
    assertThat(outbox.delivery(id))
        .isEqualTo(new Delivery.Failed("This installation has no gateway for calls set up."));
  }
}
