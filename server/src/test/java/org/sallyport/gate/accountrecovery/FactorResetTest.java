package org.sallyport.gate.accountrecovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportRequest;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.gate.accountrecovery.reset.DueResets;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.Reset;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.gate.accountrecovery.reset.ResetStore;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class FactorResetTest {
  private static final String REASON = "identity card shown at the desk";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired FactorResets resets;
  @Autowired DueResets due;
  @Autowired ResetStore store;
  @Autowired Disabling disabling;
  @Autowired DomainEvents events;
  @Autowired AccountImport imports;
  @Autowired Rows rows;
  @Autowired TransactionTemplate transaction;
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

  private Actor actor(Person by) {
    return new Actor(by.id(), by.username());
  }

  private Reset ask() {
    return resets.ask(
        new ResetRequest(person.id(), actor(admin), REASON, false), Origin.COMMAND_LINE);
  }

  private UUID open() {
    return resets.open(person.id()).orElseThrow().id();
  }

  private Reset confirm(Person by) {
    return resets.confirm(open(), by.id(), Origin.COMMAND_LINE);
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
      assertThat(ask()).isEqualTo(new Reset.Requested(clock.instant().plus(Duration.ofHours(24))));
      assertThat(account().method()).isEqualTo("email");
      assertThat(confirm(second)).isEqualTo(new Reset.FactorRemoved());
      assertThat(account().method()).isNull();
      assertThat(events()).contains("AccountEvent.ResetRequested", "AccountEvent.ResetDone");
      assertThat(resets.open(person.id())).isEmpty();
    }

    @Test
    void J05_theSameAdminDoesNot() {
      ask();
      assertThat(confirm(admin)).isEqualTo(new Reset.SamePerson());
      assertThat(account().method()).isEqualTo("email");
    }

    @Test
    void J05_theStatementItselfRefusesTheSameAdminTheOwnerAndNoAdmins() {
      ask();
      Person locked = people.admin();
      rows.update("update account set locked_at = created_at where id = ?", locked.id().value());
      for (Person by : List.of(admin, person, people.byEmail(), disabledAdmin(), locked)) {
        assertThat(confirmInStore(by)).isEqualTo(false);
      }
      rows.update("update account set role = 'admin' where id = ?", person.id().value());
      assertThat(confirmInStore(person)).isEqualTo(false);
      assertThat(confirmInStore(second)).isEqualTo(true);
    }

    private @Nullable Object confirmInStore(Person by) {
      return transaction.execute(
          status ->
              store.confirm(accounts.hold(person.id()), open(), by.id(), null, by.username()));
    }

    @Test
    void J05_whoIsNoEnabledAdminDoesNeither() {
      Person disabled = disabledAdmin();
      for (Person by : List.of(disabled, people.byEmail())) {
        assertThat(
                resets.ask(
                    new ResetRequest(person.id(), actor(by), REASON, false), Origin.COMMAND_LINE))
            .isEqualTo(new Reset.NoAdmin());
      }
      ask();
      assertThat(confirm(disabled)).isEqualTo(new Reset.NoAdmin());
      assertThat(confirm(people.bySms())).isEqualTo(new Reset.NoAdmin());
      assertThat(account().method()).isEqualTo("email");
    }

    @Test
    void J05_anAdminIsNeitherOfThemForTheirOwn() {
      Reset own =
          resets.ask(
              new ResetRequest(admin.id(), actor(admin), REASON, false), Origin.COMMAND_LINE);
      assertThat(own).isEqualTo(new Reset.SamePerson());
      resets.ask(new ResetRequest(admin.id(), actor(second), REASON, false), Origin.COMMAND_LINE);
      UUID reset = resets.open(admin.id()).orElseThrow().id();
      assertThat(resets.confirm(reset, admin.id(), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.SamePerson());
    }

    @Test
    void whatTheCommandLineStartedIsConfirmedByOneAdminOrWaits() {
      Actor shell = new Actor(null, "system user root on pacs via command line");
      resets.ask(new ResetRequest(person.id(), shell, REASON, false), Origin.COMMAND_LINE);
      assertThat(confirm(second)).isEqualTo(new Reset.FactorRemoved());
      resets.ask(new ResetRequest(person.id(), shell, REASON, false), Origin.COMMAND_LINE);
      rows.update("update account set method = 'email' where id = ?", person.id().value());
      clock.turn(Duration.ofHours(24));
      due.work();
      assertThat(account().method()).isNull();
    }

    @Test
    void aStalePageDoesNotConfirmTheNextReset() {
      ask();
      UUID first = open();
      resets.cancel(first, actor(second), Origin.COMMAND_LINE);
      resets.ask(
          new ResetRequest(person.id(), actor(admin), "another reason", false),
          Origin.COMMAND_LINE);
      assertThat(resets.confirm(first, second.id(), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.NoneOpen());
      assertThat(account().method()).isEqualTo("email");
    }

    private Person disabledAdmin() {
      Person disabled = people.admin();
      rows.update(
          "update account set disabled_at = created_at where id = ?", disabled.id().value());
      return disabled;
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
      assertThat(
              resets.ask(
                  new ResetRequest(person.id(), actor(second), REASON, false), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.AskedBefore());
    }

    @Test
    void itIsAskedForThreeTimesADayAtMost() {
      for (int i = 0; i < 3; i++) {
        assertThat(ask()).isInstanceOf(Reset.Requested.class);
        clock.turn(Duration.ofMinutes(1));
        resets.cancel(open(), actor(second), Origin.COMMAND_LINE);
      }
      assertThat(ask())
          .isEqualTo(
              new Reset.AskedTooOften(
                  clock.instant().plus(Duration.ofHours(24)).minus(Duration.ofMinutes(3))));
      clock.turn(Duration.ofHours(24).minus(Duration.ofMinutes(3)));
      assertThat(ask()).isInstanceOf(Reset.Requested.class);
    }

    @Test
    void anAdminCancelsIt() {
      ask();
      UUID reset = open();
      assertThat(resets.cancel(reset, actor(people.bySms()), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.NoAdmin());
      assertThat(resets.cancel(reset, actor(second), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.Cancelled());
      clock.turn(Duration.ofHours(25));
      due.work();
      assertThat(resets.confirm(reset, second.id(), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.NoneOpen());
      assertThat(account().method()).isEqualTo("email");
      assertThat(events())
          .contains("AccountEvent.ResetCancelled")
          .doesNotContain("AccountEvent.ResetDone");
    }
  }

  @Nested
  class Rule39_AResetWhoseAskerIsNoAdminAnyMore {
    @Test
    void isVoidOnceTheyAreDisabledAndStaysSo() {
      ask();
      UUID reset = open();
      disabling.disable(admin.id(), "a test", "has left", Origin.COMMAND_LINE);
      assertThat(resets.open(person.id())).isEmpty();
      assertThat(events()).contains("AccountEvent.ResetCancelled");
      disabling.enable(admin.id(), "a test", "is back", Origin.COMMAND_LINE);
      assertThat(resets.confirm(reset, second.id(), Origin.COMMAND_LINE))
          .isEqualTo(new Reset.NoneOpen());
      clock.turn(Duration.ofHours(25));
      due.work();
      assertThat(account().method()).isEqualTo("email");
    }

    @Test
    void isVoidOnceAnImportTakesTheirRole() {
      ask();
      String file = "username,role\n" + admin.username() + ",physician\n";
      imports.run(file.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE);
      assertThat(resets.open(person.id())).isEmpty();
      assertThat(rows.events(admin.id(), "AccountEvent.RoleChanged")).isEqualTo(1);
      clock.turn(Duration.ofHours(25));
      due.work();
      assertThat(account().method()).isEqualTo("email");
    }

    @Test
    void isDoneByNoStatementEither() {
      ask();
      UUID reset = open();
      rows.update("update account set role = 'physician' where id = ?", admin.id().value());
      assertThat(confirm(second)).isEqualTo(new Reset.NoneOpen());
      clock.turn(Duration.ofHours(25));
      due.work();
      assertThat(account().method()).isEqualTo("email");
      assertThat(open()).isEqualTo(reset);
    }
  }

  /** Else one admin makes the second one, and confirms in that one's name. */
  @Nested
  class J05_WhoIsNewToTheRole {
    /** Imports a file on the page, as the admin who asked for the reset. */
    private void importFile(String file) {
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      assertThat(imports.run(new ImportRequest(bytes, actor(admin), "cover", Origin.COMMAND_LINE)))
          .isInstanceOf(ImportResult.Stored.class);
    }

    private void giveRole(Person to, String role) {
      importFile("username,role\n" + to.username() + "," + role + "\n");
    }

    private AccountId newAdmin() {
      String username = "new" + admin.username();
      importFile("username,name,email,role\n" + username + ",Ann New,ann@new.example,admin\n");
      return accounts.findByUsername(username).orElseThrow().id();
    }

    private Reset confirmAs(AccountId by) {
      return resets.confirm(open(), by, Origin.COMMAND_LINE);
    }

    @Test
    void confirmsNothingBeforeADayHasPassed() {
      Person promoted = people.byEmail();
      AccountId added = newAdmin();
      giveRole(promoted, "admin");
      Instant from = clock.instant().plus(Duration.ofHours(24));
      clock.turn(Duration.ofHours(24).minusMillis(1));
      ask();
      for (AccountId by : List.of(added, promoted.id())) {
        assertThat(confirmAs(by)).isEqualTo(new Reset.NewAdmin(from));
        assertThat(confirmInStore(by)).as("the statement itself").isEqualTo(false);
      }
      assertThat(account().method()).isEqualTo("email");
      clock.turn(Duration.ofMillis(1));
      assertThat(confirmAs(added)).isEqualTo(new Reset.FactorRemoved());
    }

    private @Nullable Object confirmInStore(AccountId by) {
      return transaction.execute(
          status -> store.confirm(accounts.hold(person.id()), open(), by, null, "new"));
    }

    @Test
    void isNotOneOfTheTwoForTheHelpDesk() {
      resets.ask(
          new ResetRequest(person.id(), actor(people.helpDesk()), REASON, false),
          Origin.COMMAND_LINE);
      assertThat(confirmAs(newAdmin())).isInstanceOf(Reset.NewAdmin.class);
      assertThat(confirm(second)).isEqualTo(new Reset.Approved());
      giveRole(second, "physician");
      giveRole(second, "admin");
      assertThat(resets.open(person.id()).orElseThrow().approver()).isNull();
      assertThat(confirm(admin)).isEqualTo(new Reset.Approved());
      assertThat(account().method()).isEqualTo("email");
    }

    /**
     * An admin can send the link of an account that was never activated to a mailbox of their own.
     */
    @Test
    void includesAnAdminWhoJustSetTheFirstPassword() {
      AccountId added = newAdmin();
      clock.turn(Duration.ofDays(2));
      transaction.executeWithoutResult(
          status -> accounts.setPassword(accounts.hold(added), "a hash", clock.instant()));
      ask();
      assertThat(confirmAs(added))
          .isEqualTo(new Reset.NewAdmin(clock.instant().plus(Duration.ofHours(24))));
      transaction.executeWithoutResult(
          status ->
              accounts.setPassword(
                  accounts.hold(added), "another", clock.instant().plus(Duration.ofHours(1))));
      assertThat(confirmAs(added))
          .as("a later password does not begin the time again")
          .isEqualTo(new Reset.NewAdmin(clock.instant().plus(Duration.ofHours(24))));
    }

    @Test
    void isNotTheOneWhoseNameChanged() {
      importFile("username,name,role\n" + second.username() + ",Dr Else,admin\n");
      ask();
      assertThat(confirm(second)).isEqualTo(new Reset.FactorRemoved());
    }
  }

  @Nested
  class Rule39_WhenItIsDone {
    /** Of codes by e-mail and SMS, and of letters. */
    private void contactsWait() {
      Timestamp until = Timestamp.from(clock.instant().plus(Duration.ofDays(2)));
      rows.update(
          "update account set email_codes_blocked_until = ?, sms_codes_blocked_until = ?, letters_blocked_until = ? where id = ?",
          until,
          until,
          until,
          person.id().value());
    }

    private int waits() {
      return jdbc.sql(
              "select num_nonnulls(email_codes_blocked_until, sms_codes_blocked_until, letters_blocked_until) from account where id = :id")
          .param("id", person.id().value())
          .query(Integer.class)
          .single();
    }

    @Test
    void bySomebodyTheWaitsOfContactsEnd() {
      ask();
      contactsWait();
      confirm(second);
      assertThat(account().method()).isNull();
      assertThat(waits()).isZero();
    }

    /** Else one admin asks, changes a contact a minute before it is due, and gets the code. */
    @Test
    void byTheTimeTheWaitsOfContactsGoOn() {
      ask();
      contactsWait();
      clock.turn(Duration.ofHours(24));
      due.work();
      assertThat(account().method()).isNull();
      assertThat(waits()).isEqualTo(3);
    }

    @Test
    void theOtherWaysThatWereOffAreOnAgain() {
      rows.update(
          "update account set disabled_methods = '{email,sms}' where id = ?", person.id().value());
      ask();
      confirm(second);
      assertThat(account().disabledMethods()).isEmpty();
    }

    private void askWithNumber() {
      resets.ask(new ResetRequest(person.id(), actor(admin), REASON, true), Origin.COMMAND_LINE);
    }

    @Test
    void theNumberStaysUnlessItIsLostToo() {
      person = people.bySms();
      String number = account().phone();
      ask();
      confirm(second);
      assertThat(account().phone()).isEqualTo(number);
    }

    @Test
    void theLostNumberIsRemovedAndNotifiedBeforeAndAfter() {
      person = people.bySms();
      String number = Objects.requireNonNull(account().phone());
      askWithNumber();
      assertThat(account().phone()).isEqualTo(number);
      confirm(second);
      assertThat(account().phone()).isNull();
      assertThat(events()).contains("AccountEvent.ResetDone", "AccountEvent.PhoneChanged");
      for (String said :
          List.of(
              "A reset was asked for, which removes this number",
              "second factor was reset",
              "no longer has this mobile number")) {
        assertThat(Inbox.next(number, sms -> sms.text().contains(said))).isNotNull();
      }
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(browser.follow(browser.post("/login/method", "method", "totp")).text())
          .as("the code before the first device")
          .contains("by e-mail");
    }

    @Test
    void aNumberThatAnAdminSetInTheMeantimeStays() {
      person = people.bySms();
      askWithNumber();
      clock.turn(Duration.ofMillis(1));
      String file = "username,phone\n" + person.username() + ",+32470999001\n";
      imports.run(file.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE);
      clock.turn(Duration.ofHours(24));
      due.work();
      assertThat(account().method()).isNull();
      assertThat(account().phone()).isEqualTo("+32470999001");
    }

    /** Whoever has the lost phone and the password signs in with it, and enters another number. */
    @Test
    void aNumberThatWasSetInASessionIsRemovedToo() {
      person = people.bySms();
      askWithNumber();
      clock.turn(Duration.ofMillis(1));
      transaction.executeWithoutResult(
          status -> {
            accounts.setPhone(accounts.hold(person.id()), "+32470999002", clock.instant());
            events.publish(
                new AccountEvent.PhoneChanged(
                    person.id(), new SignInId(UUID.randomUUID()), "before", "after", null),
                Origin.COMMAND_LINE);
          });
      confirm(second);
      assertThat(account().phone()).isNull();
    }

    /** As after a number that an admin removed: one admin alone prints no letter. */
    @Test
    void byTheTimeLettersWaitAsLongAsAfterARemovedNumber() {
      person = people.bySms();
      askWithNumber();
      clock.turn(Duration.ofHours(24));
      due.work();
      assertThat(
              rows.query(
                      "select letters_blocked_until from account where id = ?", person.id().value())
                  .getFirst()
                  .get("letters_blocked_until"))
          .isEqualTo(Timestamp.from(clock.instant()));
    }

    @Test
    void withoutANumberNothingIsRemoved() {
      askWithNumber();
      assertThat(resets.open(person.id()).orElseThrow().phoneLost()).isFalse();
      assertThat(confirm(second)).isEqualTo(new Reset.FactorRemoved());
      assertThat(events()).doesNotContain("AccountEvent.PhoneChanged");
    }

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
