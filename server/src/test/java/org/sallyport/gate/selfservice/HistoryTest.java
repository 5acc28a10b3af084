package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.EventType;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Rule 36: the login history, and "This wasn't me". */
@SallyportTest
class HistoryTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;

  /** The history as text, one line per row, newest first. */
  private static List<String> lines(Browser browser) {
    return Jsoup.parse(browser.get("/settings/history").body())
        .select("tbody tr:not(.day)")
        .stream()
        .map(Element::text)
        .toList();
  }

  /** A browser at the second-factor step, with a code sent. */
  private Browser half(People.Person person) {
    clock.turn(Duration.ofSeconds(30));
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  private Browser owner(People.Person person) {
    clock.turn(Duration.ofSeconds(30));
    return Inside.bySms(port, person);
  }

  private String id(People.Person person, String where) {
    return String.valueOf(
        rows.query(
                "select id from sign_in where account_id = ? and "
                    + where
                    + " order by password_at",
                person.id().value())
            .getFirst()
            .get("id"));
  }

  @Nested
  class Rule36_EveryAttemptWithItsOutcome {
    @Test
    void theSessionInWhichItIsRead() {
      People.Person person = people.bySms();
      assertThat(lines(owner(person)))
          .singleElement()
          .asString()
          .contains("Signed in", "Firefox 145 on Windows", "One-Time-Password by SMS")
          .contains("127.0.0.1", "This session", "New browser and address");
    }

    @Test
    void anAttemptUnderWayAndThenNeverAnswered() {
      People.Person person = people.bySms();
      half(person);
      Inside.code(person.phone());
      Browser owner = owner(person);
      assertThat(lines(owner).getLast()).contains("Under way");
      clock.turn(Duration.ofMinutes(29));
      owner.get("/settings/account");
      clock.turn(Duration.ofMinutes(2));
      assertThat(lines(owner).getLast()).contains("Code never entered", "ended: timed out");
    }

    @Test
    void wrongCodes() {
      People.Person person = people.bySms();
      Browser stranger = half(person);
      String code = Inside.code(person.phone());
      stranger.post("/login/code", "code", Codes.wrong(code));
      stranger.post("/login/code", "code", Codes.wrong(code));
      assertThat(lines(owner(person)).getLast()).contains("2 wrong codes");
    }

    @Test
    void aLockAndWhoCameAfterIt() {
      People.Person person = people.bySms();
      Browser owner = owner(person);
      Browser stranger = half(person);
      String code = Inside.code(person.phone());
      for (int wrong = 0; wrong < 5; wrong++) {
        stranger.post("/login/code", "code", Codes.wrong(code));
      }
      half(person);
      assertThat(lines(owner))
          .hasSize(3)
          .satisfiesExactly(
              line -> assertThat(line).contains("Account locked"),
              line -> assertThat(line).contains("Account locked", "5 wrong codes"),
              line -> assertThat(line).contains("Signed in"));
    }

    @Test
    void aRememberedBrowserAndHowSessionsEnded() {
      People.Person person = people.bySms();
      Browser browser = Inside.enter(new Browser(port), person, person.phone(), "remember", "yes");
      browser.post("/logout");
      clock.turn(Duration.ofMinutes(1));
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(lines(browser))
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .contains("Signed in", "Remembered browser")
                      .doesNotContain("New"),
              line ->
                  assertThat(line)
                      .contains("Signed in", "One-Time-Password by SMS, ended: signed out"));
      assertThat(lines(owner(person)).get(1)).contains("Remembered browser, still open");
    }

    @Test
    void wrongPasswordsFoldedByDayAndAddress() {
      People.Person person = people.bySms();
      for (int wrong = 0; wrong < 3; wrong++) {
        new Browser(port).signIn(person.username(), "not the password");
      }
      clock.turn(Duration.ofDays(1));
      new Browser(port).signIn(person.username(), "not the password");
      Browser owner = owner(person);
      assertThat(lines(owner))
          .satisfiesExactly(
              line -> assertThat(line).contains("Signed in"),
              line -> assertThat(line).contains("Wrong password").doesNotContain("times"),
              line -> assertThat(line).contains("Wrong password, 3 times", "No access"));
      assertThat(lines(owner(people.bySms()))).hasSize(1);
    }

    @Test
    void noMoreThanTheLastHundred() {
      People.Person person = people.bySms();
      Browser owner = owner(person);
      rows.update(
          """
          insert into sign_in (id, account_id, state, password_at, last_seen_at, address, browser, attempt_expires_at)
          select gen_random_uuid(), ?, 'password', at, at, '203.0.113.9', 'unknown browser', at
            from generate_series(timestamptz '2026-01-01', '2026-01-01'::timestamptz + interval '119 min', '1 min') at
          """,
          person.id().value());
      assertThat(lines(owner)).hasSize(100);
    }
  }

  @Nested
  class Rule36_ChangesOfTheAccount {
    @Test
    void areListedWithWhatTheyChanged() {
      People.Person person = people.bySms();
      Browser owner = owner(person);
      Inside.open(owner, Change.METHOD);
      owner.post("/settings/method", "method", "email");
      Inside.open(owner, Change.RECOVERY);
      owner.post("/settings/recovery");
      AppPhone.link(owner, clock, "name", "My old phone");
      assertThat(lines(owner))
          .anySatisfy(line -> assertThat(line).contains("Method changed", "previously"))
          .anySatisfy(line -> assertThat(line).contains("Recovery codes made"))
          .anySatisfy(line -> assertThat(line).contains("Device linked", "My old phone"));
    }

    @Test
    void areReportedWithTheSessionThatMadeThem() {
      People.Person person = people.bySms();
      Browser stranger = owner(person);
      AppPhone.link(stranger, clock, "name", "Not mine");
      Browser owner = owner(person);
      String line =
          lines(owner).stream()
              .filter(it -> it.contains("Device linked"))
              .findFirst()
              .orElseThrow();
      assertThat(line).contains("This wasn’t me");
      owner.post("/settings/history/not-me", "id", id(person, "state = 'complete'"));
      assertThat(stranger.get("/settings/account").location()).endsWith("/login");
      assertThat(lines(owner))
          .filteredOn(it -> it.contains("Device linked"))
          .singleElement()
          .asString()
          .contains("You reported this");
    }

    @Test
    void madeByNoSessionAreForTheDesk() {
      People.Person person = people.bySms();
      Browser owner = owner(person);
      transaction.executeWithoutResult(
          status ->
              events.publish(
                  new LockEvent.Unlocked(person.id(), "the desk", "identity checked"),
                  Origin.COMMAND_LINE));
      assertThat(lines(owner))
          .anySatisfy(line -> assertThat(line).contains("Account unlocked", "Ask the desk"));
    }

    @Test
    void areReportedHoweverManyAttemptsCameAfterIt() {
      People.Person person = people.bySms();
      Browser stranger = owner(person);
      AppPhone.link(stranger, clock, "name", "Not mine");
      String id = id(person, "state = 'complete'");
      hundredAttempts(person);
      Browser owner = owner(person);
      assertThat(lines(owner))
          .anySatisfy(it -> assertThat(it).contains("Device linked", "This wasn’t me"));
      assertThat(owner.get("/settings/history/not-me?id=" + id).text())
          .contains("Then someone has your password.");
      owner.post("/settings/history/not-me", "id", id);
      assertThat(stranger.get("/settings/account").location()).endsWith("/login");
    }

    private void hundredAttempts(People.Person person) {
      rows.update(
          """
          insert into sign_in (id, account_id, state, password_at, last_seen_at, address, browser, attempt_expires_at)
          select gen_random_uuid(), ?, 'password', ?, ?, '203.0.113.9', 'unknown browser', ?
            from generate_series(1, 100)
          """,
          person.id().value(),
          Timestamp.from(clock.instant()),
          Timestamp.from(clock.instant()),
          Timestamp.from(clock.instant()));
    }

    @Test
    void ofASessionThatIsNotKeptAreForTheDesk() {
      People.Person person = people.bySms();
      AppPhone.link(owner(person), clock, "name", "Not mine");
      rows.update("delete from sign_in where account_id = ?", person.id().value());
      assertThat(lines(owner(person)))
          .filteredOn(it -> it.contains("Device linked"))
          .singleElement()
          .asString()
          .contains("Ask the desk")
          .doesNotContain("This wasn’t me");
    }

    @Test
    void areNotHiddenByWhatWasRefused() {
      People.Person person = people.bySms();
      Browser owner = owner(person);
      AppPhone.link(owner, clock, "name", "Not mine");
      SignInId session = new SignInId(UUID.fromString(id(person, "state = 'complete'")));
      clock.turn(Duration.ofSeconds(1));
      transaction.executeWithoutResult(
          status -> {
            for (int i = 0; i < 120; i++) {
              events.publish(
                  new AccountEvent.ChangeRefused(person.id(), session, "phone"),
                  Origin.COMMAND_LINE);
            }
          });
      List<String> lines = lines(owner);
      assertThat(lines).anySatisfy(it -> assertThat(it).contains("Device linked"));
      assertThat(lines).filteredOn(it -> it.contains("Change refused")).hasSize(10);
    }

    @Test
    void nameNoSystemUserAndNoMachineAndNobodyForWhatTheOwnerDid() {
      People.Person person = people.bySms();
      Browser owner = owner(person);
      SignInId session = new SignInId(UUID.fromString(id(person, "state = 'complete'")));
      transaction.executeWithoutResult(
          status -> {
            String by = "system user root (sudo by ann) on pacs-1 via command line";
            events.publish(
                new LockEvent.Unlocked(person.id(), by, "identity checked"), Origin.COMMAND_LINE);
            events.publish(
                new AccountEvent.ResetRequested(person.id(), by, "lost", clock.instant(), false),
                Origin.COMMAND_LINE);
            events.publish(
                new AccountEvent.PasswordChanged(person.id(), session, "first sign-in"),
                Origin.COMMAND_LINE);
          });
      assertThat(lines(owner))
          .noneSatisfy(it -> assertThat(it).containsAnyOf("root", "ann", "pacs-1"))
          .anySatisfy(
              it -> assertThat(it).contains("Account unlocked", "by the people who run the portal"))
          .anySatisfy(it -> assertThat(it).contains("Password changed", "at your first sign-in"));
    }

    /** Each event of an account is shown, or is listed here with the reason why not. */
    @Test
    void areAllOrAreLeftOutForAReason() {
      Map<String, String> leftOut =
          Map.ofEntries(
              Map.entry("Imported", "names and numbers, not the way in"),
              Map.entry("Erased", "its history is erased with it"),
              Map.entry("Activated", "the first password; nothing was before it"),
              Map.entry("ActivationSent", "a mail"),
              Map.entry("ActivationCodeVoided", "told by mail; nothing can be done with it"),
              Map.entry("PasswordLinkSent", "a mail"),
              Map.entry("PhoneRefused", "nothing was changed"),
              Map.entry("StepUpDemanded", "nothing was changed"),
              Map.entry("MethodLost", "told by the change that waits"),
              Map.entry("ResetApproved", "the reset is shown when it is asked for and done"),
              Map.entry("NameConfirmed", "studies, not the way in"),
              Map.entry("RoleChanged", "by those who run the installation, told by mail"),
              Map.entry("NameWithdrawn", "studies, not the way in"));
      assertThat(EventType.all())
          .filteredOn(it -> it.area().equals("AccountEvent") && !it.inHistory())
          .extracting(it -> it.event().getSimpleName())
          .containsExactlyInAnyOrderElementsOf(leftOut.keySet());
    }
  }

  @Nested
  class Rule36_ThisWasntMe {
    @Test
    void makesTheAddressNewAgain() {
      People.Person person = people.bySms();
      Browser owner = owner(person);
      rows.update(
          "update sign_in set address = '203.0.113.7' where account_id = ?", person.id().value());
      owner(person);
      rows.update(
          "update sign_in set reported_at = completed_at where account_id = ? and address <>"
              + " '203.0.113.7'",
          person.id().value());
      clock.turn(Duration.ofSeconds(30));
      owner(person);
      assertThat(lines(owner).getFirst()).contains("127.0.0.1", "New browser and address");
    }

    @Test
    void endsTheSessionThatWasOpenedAndLeadsToANewPassword() {
      People.Person person = people.bySms();
      Browser stranger = owner(person);
      Browser other = owner(person);
      Browser owner = owner(person);
      String id = id(person, "state = 'complete'");
      assertThat(owner.get("/settings/history/not-me?id=" + id).text())
          .contains("Then someone has your password.");
      Browser.Page next = owner.post("/settings/history/not-me", "id", id);
      assertThat(next.location()).endsWith("/settings/password");

      assertThat(stranger.get("/settings/account").location()).endsWith("/login");
      assertThat(other.get("/settings/account").status()).isEqualTo(200);
      assertThat(owner.get("/settings/account").status()).isEqualTo(200);
      assertThat(rows.events(person.id(), "SignInEvent.NotMe")).isEqualTo(1);
      assertThat(lines(owner).getLast()).contains("reported by the owner", "You reported this");
    }

    @Test
    void asksForTheSecondFactorBeforeTheNewPassword() {
      People.Person person = people.bySms();
      owner(person);
      Browser owner = owner(person);
      clock.turn(Duration.ofMinutes(5));
      owner.get("/settings/account");
      assertThat(
              owner
                  .post("/settings/history/not-me", "id", id(person, "state = 'complete'"))
                  .location())
          .endsWith("/settings/confirm");
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void saysWhatItEndedWhereThePasswordCannotBeChangedNow() {
      People.Person person = people.bySms();
      Browser stranger = owner(person);
      Browser owner = owner(person);
      String id = id(person, "state = 'complete'");
      owner.get("/settings/history/not-me?id=" + id);
      rows.update("update account set locked_at = now() where id = ?", person.id().value());
      Browser.Page next = owner.post("/settings/history/not-me", "id", id);
      assertThat(next.location()).endsWith("/settings/history?reported");
      assertThat(stranger.get("/settings/account").location()).endsWith("/login");
      assertThat(owner.follow(next).text())
          .contains(
              "The session, the remembered browser and the pending changes of that sign-in have"
                  + " ended. Your password was not changed.")
          .contains("Change password")
          .doesNotContain("Nothing was changed");
      assertThat(owner.post("/settings/begin", "change", "password").text())
          .contains("Your account is locked");
    }

    @Test
    void endsTheRememberedBrowserThatItMadeAndNoOther() {
      People.Person person = people.bySms();
      Browser stranger = new Browser(port);
      Inside.enter(stranger, person, person.phone(), "remember", "yes");
      clock.turn(Duration.ofSeconds(30));
      Browser owner = Inside.remembered(port, person);
      owner.post("/settings/history/not-me", "id", id(person, "state = 'complete'"));
      stranger.setCookie("__Host-sid", "");
      assertThat(stranger.signIn(person.username(), People.PASSWORD).text())
          .contains("Enter the code from message");
      owner.post("/logout");
      owner.signIn(person.username(), People.PASSWORD);
      assertThat(owner.cookie("__Host-sid")).isNotEmpty();
    }

    @Test
    void endsTheRememberedBrowserThatItUsed() {
      People.Person person = people.bySms();
      Browser stranger = Inside.remembered(port, person);
      Browser owner = owner(person);
      owner.post("/settings/history/not-me", "id", id(person, "method = 'remembered'"));
      stranger.setCookie("__Host-sid", "");
      assertThat(stranger.signIn(person.username(), People.PASSWORD).text())
          .contains("Enter the code from message");
    }

    @Test
    void endsTheOpenCodesOfAnAttempt() {
      People.Person person = people.bySms();
      Browser owner = owner(person);
      Browser stranger = half(person);
      String code = Inside.code(person.phone());
      owner.post("/settings/history/not-me", "id", id(person, "state = 'password'"));
      Browser.Page page = stranger.post("/login/code", "code", code);
      assertThat(page.location()).endsWith("/login");
      assertThat(stranger.cookie("__Host-sid")).isEmpty();
    }

    @Test
    void isRefusedForTheCurrentSessionAndForOtherAccounts() {
      People.Person person = people.bySms();
      People.Person other = people.bySms();
      Browser others = owner(other);
      Browser owner = owner(person);
      for (String id : List.of(id(person, "state = 'complete'"), id(other, "state = 'complete'"))) {
        assertThat(owner.get("/settings/history/not-me?id=" + id).location())
            .endsWith("/settings/history");
        assertThat(owner.post("/settings/history/not-me", "id", id).location())
            .endsWith("/settings/history");
      }
      assertThat(owner.post("/settings/history/not-me", "id", "x").status()).isEqualTo(400);
      assertThat(owner.get("/settings/account").status()).isEqualTo(200);
      assertThat(others.get("/settings/account").status()).isEqualTo(200);
    }
  }
}
