package org.sallyport.waysback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Codes;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@SallyportTest
class FactorResetTest {
  private static final String REASON = "identity card shown at the desk";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired FactorResets resets;
  @Autowired DueResets due;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  Person person;
  Person admin;
  Person second;

  @BeforeEach
  void threePeople() {
    person = people.byEmail();
    admin = people.admin();
    second = people.admin();
  }

  private Reset ask() {
    return resets.ask(person.id(), admin.username(), REASON, Origin.COMMAND_LINE);
  }

  private Reset confirm(Person by) {
    return resets.confirm(person.id(), by.username(), Origin.COMMAND_LINE);
  }

  private Account account() {
    return accounts.find(person.id()).orElseThrow();
  }

  private List<String> events() {
    return jdbc.sql("select type from audit_event where account_id = :id order by id")
        .param("id", person.id().value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  @Nested
  class Rule39_ASecondAdminOr24HoursStandInBetween {
    @Test
    void aSecondAdminConfirmsIt() {
      assertThat(ask()).isEqualTo(new Reset.Asked(clock.instant().plus(Duration.ofHours(24))));
      assertThat(account().method()).isEqualTo("email");
      assertThat(confirm(second)).isEqualTo(new Reset.Done());
      assertThat(account().method()).isNull();
      assertThat(events()).contains("AccountEvent.ResetAsked", "AccountEvent.ResetDone");
      assertThat(resets.isOpen(person.id())).isFalse();
    }

    @Test
    void J05_theSameAdminDoesNot() {
      ask();
      Reset again =
          resets.confirm(
              person.id(),
              " " + admin.username().toUpperCase(java.util.Locale.ROOT),
              Origin.COMMAND_LINE);
      assertThat(again).isEqualTo(new Reset.SamePerson());
      assertThat(account().method()).isEqualTo("email");
    }

    @Test
    void J05_whoIsNoEnabledAdminDoesNeither() {
      Person disabled = people.admin();
      jdbc.sql("update account set disabled_at = created_at where id = :id")
          .param("id", disabled.id().value())
          .update();
      for (String by : List.of(disabled.username(), people.byEmail().username(), "nobody")) {
        assertThat(resets.ask(person.id(), by, REASON, Origin.COMMAND_LINE))
            .isEqualTo(new Reset.NoAdmin());
      }
      ask();
      assertThat(confirm(disabled)).isEqualTo(new Reset.NoAdmin());
      assertThat(confirm(people.bySms())).isEqualTo(new Reset.NoAdmin());
      assertThat(account().method()).isEqualTo("email");
    }

    @Test
    void J05_anAdminIsNeitherOfThemForTheirOwn() {
      Reset own = resets.ask(admin.id(), admin.username(), REASON, Origin.COMMAND_LINE);
      assertThat(own).isEqualTo(new Reset.SamePerson());
      resets.ask(admin.id(), second.username(), REASON, Origin.COMMAND_LINE);
      assertThat(resets.confirm(admin.id(), admin.username(), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.SamePerson());
    }

    @Test
    void after24HoursItIsDoneAndNotAMillisecondBefore() {
      ask();
      clock.turn(Duration.ofHours(24).minusMillis(1));
      due.work();
      assertThat(account().method()).isEqualTo("email");
      clock.turn(Duration.ofMillis(1));
      due.work();
      assertThat(account().method()).isNull();
      assertThat(events()).contains("AccountEvent.ResetDone");
    }

    @Test
    void itIsAskedForOnce() {
      ask();
      assertThat(resets.ask(person.id(), second.username(), REASON, Origin.COMMAND_LINE))
          .isEqualTo(new Reset.AskedBefore());
    }

    @Test
    void theOwnerOrAnAdminCancelsIt() {
      ask();
      assertThat(resets.cancel(person.id(), people.bySms().username(), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.NoAdmin());
      assertThat(resets.cancel(person.id(), person.username(), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.Cancelled());
      clock.turn(Duration.ofHours(25));
      due.work();
      assertThat(confirm(second)).isEqualTo(new Reset.NoneOpen());
      assertThat(account().method()).isEqualTo("email");
      assertThat(events())
          .contains("AccountEvent.ResetCancelled")
          .doesNotContain("AccountEvent.ResetDone");
    }
  }

  @Nested
  class Rule39_WhenItIsDone {
    @Test
    void sessionsEndAndTheChooserFollowsThePassword() {
      Browser session = new Browser(port);
      session.signIn(person.username(), People.PASSWORD);
      session.post("/login/code", "code", Codes.next(person.email()));
      assertThat(session.cookie("__Host-sid")).isNotEmpty();
      ask();
      confirm(second);
      assertThat(session.get("/settings/account").location()).endsWith("/login");
      Browser.Page page = new Browser(port).signIn(person.username(), People.PASSWORD);
      assertThat(page.text()).contains("Choose your two-factor method");
    }

    @Test
    void itUnlocksNothing() {
      jdbc.sql("update account set wrong_codes = 5, locked_at = created_at where id = :id")
          .param("id", person.id().value())
          .update();
      ask();
      confirm(second);
      assertThat(account().isLocked()).isTrue();
      assertThat(account().wrongCodes()).isEqualTo(5);
    }
  }
}
