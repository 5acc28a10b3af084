package org.sallyport.gate.accountrecovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.password.PasswordVerification.Right;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.retention.RetentionJob;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class ActivationTest {
  private static final String NEW = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired Passwords passwords;
  @Autowired Activations activations;
  @Autowired DomainEvents events;
  @Autowired RetentionJob retention;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;

  private Person newcomer(boolean email) {
    Person person = people.add(null, email, false, "physician");
    jdbc.sql("update account set password_hash = null, password_changed_at = null where id = :id")
        .param("id", person.id().value())
        .update();
    return person;
  }

  private String link(Person person) {
    activations.invite(person.id(), "desk", Origin.COMMAND_LINE);
    return LinksInMail.nextPath(person.email());
  }

  private Browser opened(String path) {
    Browser browser = new Browser(port);
    browser.follow(browser.get(path));
    return browser;
  }

  private Account account(Person person) {
    return accounts.find(person.id()).orElseThrow();
  }

  private List<String> events(Person person) {
    return jdbc.sql("select type from audit_event where account_id = :id order by id")
        .param("id", person.id().value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  @Nested
  class Rule40_TheOwnerSetsTheFirstPassword {
    @Test
    void theMailSaysWhoseAccountItIsAndHowLongTheLinkHolds() {
      Person person = newcomer(true);
      activations.invite(person.id(), "desk", Origin.COMMAND_LINE);
      Received mail = Inbox.next(person.email());
      assertThat(mail.text()).contains(person.username(), "The link works once, until ");
      assertThat(mail.html()).contains("/activate/");
      assertThat(LinksInMail.in(mail).toString()).startsWith("http://localhost:8080/activate/");
    }

    @Test
    void linkSetsThePasswordAndSignsNobodyIn() {
      Person person = newcomer(true);
      String path = link(person);
      Browser browser = new Browser(port);
      assertThat(browser.get(path).status()).isEqualTo(303);
      assertThat(browser.get("/activate").text())
          .contains("Choose your password", person.username());
      Browser.Page done = browser.follow(browser.submit("/activate", "password", NEW));
      assertThat(done.text()).contains("Your account is ready", "You can sign in now.");
      assertThat(browser.cookies()).doesNotContainKeys("__Host-sid", "__Host-pre", "__Host-link");
      assertThat(passwords.verify(account(person), NEW)).isEqualTo(new Right(false));
      assertThat(events(person))
          .containsExactly("AccountEvent.ActivationSent", "AccountEvent.Activated");
    }

    @Test
    void aFormWithoutItsMarkSetsNoPassword() {
      Person person = newcomer(true);
      Browser browser = opened(link(person));
      Browser.Page refused = browser.post("/activate", "password", NEW);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text()).contains("No password was set.");
      assertThat(account(person).passwordHash()).isNull();
      assertThat(browser.submit("/activate", "password", NEW).status()).isEqualTo(302);
    }

    @Test
    void theLinkWorksOnce() {
      Person person = newcomer(true);
      String path = link(person);
      Browser first = opened(path);
      Browser second = opened(path);
      assertThat(first.submit("/activate", "password", NEW).status()).isEqualTo(302);
      assertThat(second.submit("/activate", "password", "some other seven words").status())
          .isEqualTo(410);
      assertThat(opened(path).get("/activate").status()).isEqualTo(410);
      assertThat(passwords.verify(account(person), NEW)).isEqualTo(new Right(false));
    }

    @Test
    void theLinkHoldsForSevenDaysAndNotAMillisecondLonger() {
      Person person = newcomer(true);
      String path = link(person);
      clock.turn(Duration.ofDays(7).minusMillis(1));
      Browser browser = opened(path);
      assertThat(browser.get("/activate").status()).isEqualTo(200);
      assertThat(activations.isInvited(person.id())).isTrue();
      clock.turn(Duration.ofMillis(1));
      assertThat(browser.submit("/activate", "password", NEW).status()).isEqualTo(410);
      assertThat(opened(path).get("/activate").text()).contains("This link does not work any more");
      assertThat(activations.isInvited(person.id())).isFalse();
    }

    @Test
    void longAfterItsTimeALinkIsForgotten() {
      Person person = newcomer(true);
      link(person);
      clock.turn(Duration.ofDays(38));
      retention.run();
      assertThat(
              jdbc.sql("select count(*) from mailed_link where account_id = :id")
                  .param("id", person.id().value())
                  .query((row, number) -> row.getInt(1))
                  .single())
          .isZero();
    }

    @Test
    void aNewLinkVoidsTheOlder() {
      Person person = newcomer(true);
      Browser older = opened(link(person));
      Browser newer = opened(link(person));
      assertThat(older.submit("/activate", "password", NEW).status()).isEqualTo(410);
      assertThat(newer.submit("/activate", "password", NEW).status()).isEqualTo(302);
    }

    @Test
    void aDisabledAccountIsNotActivated() {
      Person person = newcomer(true);
      Browser browser = opened(link(person));
      transaction.executeWithoutResult(
          status ->
              events.publish(
                  new AccountEvent.Disabled(person.id(), "desk", "left"), Origin.COMMAND_LINE));
      assertThat(browser.submit("/activate", "password", NEW).status()).isEqualTo(410);
      assertThat(account(person).passwordHash()).isNull();
    }

    @Test
    void whoHasAPasswordOrNoAddressIsNotInvited() {
      Person active = people.byEmail();
      Person unreachable = newcomer(false);
      assertThat(activations.invite(active.id(), "desk", Origin.COMMAND_LINE))
          .isEqualTo(new Invitation.Active());
      assertThat(activations.invite(unreachable.id(), "desk", Origin.COMMAND_LINE))
          .isEqualTo(new Invitation.NoEmail());
      assertThat(Inbox.left(active.email())).isEmpty();
    }
  }
}
