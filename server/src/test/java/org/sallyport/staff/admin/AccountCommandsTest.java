package org.sallyport.staff.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.commandline.CommandList;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.commands.Commands;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class AccountCommandsTest {
  private static final DateTimeFormatter END =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  @LocalServerPort int port;
  @Autowired Commands commands;
  @Autowired Accounts accounts;
  @Autowired People people;
  @Autowired NewUsernames usernames;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;
  @Autowired AuditChain chain;
  @Autowired TransactionTemplate transaction;

  private CommandResult run(String... words) throws BadUsage {
    return commands.run(Work.of(Command.parse("account", List.of(words))));
  }

  private Account account(Person person) {
    return accounts.find(person.id()).orElseThrow();
  }

  private List<String> events(Person person) {
    return jdbc.sql(
            "select type || ' ' || details::text from audit_event where account_id = :id order by"
                + " id")
        .param("id", person.id().value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  private void lock(Person person) {
    jdbc.sql(
            "update account set wrong_codes = 5, locked_at = :now, lock_reference = 'L-2207' where"
                + " id = :id")
        .param("now", Timestamp.from(clock.instant()))
        .param("id", person.id().value())
        .update();
  }

  @Nested
  class Rule17_UnlockingIsByAnAdminWithAReason {
    @Test
    void itOpensTheAccountAndSetsTheCounterToZero() throws BadUsage {
      Person person = people.byEmail();
      lock(person);
      assertThat(run("unlock", person.username(), "--reason", "called the desk"))
          .isEqualTo(new Done(person.username() + " is unlocked."));
      assertThat(account(person).isLocked()).isFalse();
      assertThat(account(person).wrongCodes()).isZero();
      assertThat(events(person))
          .singleElement()
          .asString()
          .contains("LockEvent.Unlocked", "called the desk", "via command line");
    }

    /** NIST SP 800-63B-4, section 3.2.2: then the method is bound anew. */
    @Test
    void notAfter100WrongCodesInARow() throws BadUsage {
      Person person = people.byEmail();
      lock(person);
      inARow(person, 100);
      assertThat(run("unlock", person.username(), "--reason", "called the desk"))
          .isEqualTo(
              new Refused(
                  "account unlock: "
                      + person.username()
                      + " had 100 wrong codes in a row: reset the second factor first"));
      assertThat(account(person).isLocked()).isTrue();
      transaction.executeWithoutResult(
          status -> accounts.setMethod(accounts.hold(person.id()), null));
      assertThat(account(person).isLocked()).isTrue();
      assertThat(run("unlock", person.username(), "--reason", "called the desk"))
          .isEqualTo(new Done(person.username() + " is unlocked."));
    }

    private void inARow(Person person, int count) {
      jdbc.sql("update account set wrong_in_a_row = :count where id = :id")
          .param("count", count)
          .param("id", person.id().value())
          .update();
    }

    @Test
    void anOpenAccountIsNotUnlocked() throws BadUsage {
      Person person = people.byEmail();
      assertThat(run("unlock", person.username(), "--reason", "x"))
          .isEqualTo(new Refused("account unlock: " + person.username() + " is not locked"));
      assertThat(events(person)).isEmpty();
    }
  }

  @Nested
  class WhatIsShown {
    @Test
    void hidesContactsAndHasNoSecret() throws BadUsage {
      Person person = people.bySms();
      lock(person);
      String shown =
          ((Done) run("show", person.username().toUpperCase(java.util.Locale.ROOT))).text();
      assertThat(shown)
          .contains("State            locked since ", "(L-2207)", "Method           sms")
          .contains(person.phone().substring(person.phone().length() - 2))
          .doesNotContain(person.phone(), person.email(), "argon2", "$");
    }

    @Test
    void aListHasALineForEachAccount() throws BadUsage {
      Person person = people.admin();
      assertThat(((Done) run("list")).text().lines())
          .anyMatch(line -> line.startsWith("USERNAME "))
          .anyMatch(line -> line.matches(person.username() + " +admin +email +open +Dr Person.*"));
    }

    @Test
    void M03_aNameThatControlsATerminalIsDefused() throws BadUsage {
      Person person = people.byEmail();
      jdbc.sql("update account set name = E'x\\x1b[2Jy\\nz' where id = :id")
          .param("id", person.id().value())
          .update();
      assertThat(((Done) run("show", person.username())).text()).contains("x?[2Jy?z");
    }

    @Test
    void anUnknownAccountIsRefused() throws BadUsage {
      assertThat(run("show", "nobody.here"))
          .isEqualTo(new Refused("account show: there is no such account"));
    }
  }

  @Nested
  class Rule34_DisablingWorksOnTheNextRequest {
    @Test
    void sessionsEndAndThePasswordIsRefused() throws BadUsage {
      Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/code", "code", Codes.next(person.email()));
      assertThat(browser.cookie("__Host-sid")).isNotEmpty();
      assertThat(run("disable", person.username(), "--reason", "has left"))
          .isInstanceOf(Done.class);
      assertThat(browser.get("/settings/account").location()).endsWith("/login");
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).status())
          .isEqualTo(422);
    }

    @Test
    void anEnabledAccountSignsInAgainWithACode() throws BadUsage {
      Person person = people.byEmail();
      run("disable", person.username(), "--reason", "by mistake");
      assertThat(run("disable", person.username(), "--reason", "again"))
          .isInstanceOf(Refused.class);
      assertThat(run("enable", person.username(), "--reason", "was a mistake"))
          .isInstanceOf(Done.class);
      assertThat(run("enable", person.username(), "--reason", "again")).isInstanceOf(Refused.class);
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
          .contains("Enter the code from message");
    }

    @Test
    void J06_theLastAdminStays() throws BadUsage {
      jdbc.sql("update account set disabled_at = created_at where role = 'admin'").update();
      Person first = people.admin();
      Person second = people.admin();
      assertThat(run("disable", first.username(), "--reason", "x")).isInstanceOf(Done.class);
      assertThat(run("disable", second.username(), "--reason", "x"))
          .isEqualTo(
              new Refused(
                  "account disable: " + second.username() + " is the last admin who can sign in"));
      assertThat(account(second).isDisabled()).isFalse();
    }
  }

  @Nested
  class Leavers {
    @TempDir Path folder;

    @Test
    void manyAreDisabledAtOnceOrNone() throws BadUsage {
      Person first = people.byEmail();
      Person second = people.byEmail();
      assertThat(run("disable", first.username(), "nobody.here", "--reason", "left"))
          .isEqualTo(new Refused("account disable: nobody.here: no such account"));
      assertThat(account(first).isDisabled()).isFalse();

      run("disable", first.username(), "--reason", "left");
      assertThat(run("disable", first.username(), second.username(), "--reason", "left").toString())
          .contains(first.username() + " is disabled already", second.username() + " is disabled;");
      assertThat(account(second).isDisabled()).isTrue();
    }

    @Test
    void oneWhoStaysKeepsAll() throws BadUsage {
      jdbc.sql("update account set disabled_at = created_at where role = 'admin'").update();
      Person leaver = people.byEmail();
      Person admin = people.admin();
      assertThat(run("disable", leaver.username(), admin.username(), "--reason", "left"))
          .isEqualTo(
              new Refused(
                  "account disable: " + admin.username() + " is the last admin who can sign in"));
      assertThat(account(leaver).isDisabled()).isFalse();
      assertThat(events(leaver)).isEmpty();
    }

    @Test
    void whoIsMissingInAFileIsListedAndNotDisabled() throws BadUsage, IOException {
      Person there = people.byEmail();
      Person missing = people.byEmail();
      Person patient = people.add("email", true, false, "patient");
      Path file = folder.resolve("staff.csv");
      Files.writeString(file, "username\n" + there.username().toUpperCase(Locale.ROOT) + "\n");
      String listed = ((Done) run("missing", file.toString(), "--role", "physician")).text();
      assertThat(listed.lines())
          .anyMatch(line -> line.matches(missing.username() + " +# physician, Dr Person.*"))
          .noneMatch(line -> line.startsWith(there.username() + " "))
          .noneMatch(line -> line.startsWith(patient.username() + " "));
      assertThat(account(missing).isDisabled()).isFalse();
      Path leavers = Files.writeString(folder.resolve("leavers.txt"), line(listed, missing));
      assertThat(run("disable", "--names", leavers.toString(), "--reason", "left"))
          .isInstanceOf(Done.class);
      assertThat(account(missing).isDisabled()).isTrue();
      assertThat(run("missing", file.toString(), "--role", "surgeon").toString())
          .contains("--role is physician, admin, helpdesk or patient");
      assertThat(run("missing", file.toString(), "--group", "No such practice").toString())
          .contains("there is no such group");
      Files.writeString(file, "username\n");
      assertThat(run("missing", file.toString())).isInstanceOf(Refused.class);
    }

    private static String line(String listed, Person person) {
      return listed
          .lines()
          .filter(line -> line.startsWith("#") || line.startsWith(person.username() + " "))
          .collect(Collectors.joining("\n"));
    }
  }

  @Nested
  class Rule3_AfterARestore {
    private CommandResult voided() throws BadUsage {
      return commands.run(
          Work.of(
              Command.parse("restore", List.of("--void", "--reason", "reverted to a snapshot"))));
    }

    @Test
    void B11_whatWasGivenOutBeforeIsNotValidAgain() throws BadUsage {
      Person person = people.byEmail();
      Browser session = new Browser(port);
      session.signIn(person.username(), People.PASSWORD);
      session.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
      clock.turn(Duration.ofSeconds(31));
      Browser attempt = new Browser(port);
      attempt.signIn(person.username(), People.PASSWORD);
      String code = Codes.next(person.email());
      jdbc.sql("insert into recovery_code values (:id, '\\x01', :now, null)")
          .param("id", person.id().value())
          .param("now", Timestamp.from(clock.instant()))
          .update();

      assertThat(((Done) voided()).text())
          .contains("sessions and sign-ins under way", "remembered browsers", "recovery codes")
          .contains("The chain of audit events is intact");

      assertThat(session.get("/settings/account").location()).endsWith("/login");
      assertThat(attempt.post("/login/code", "code", code).location()).endsWith("/login");
      assertThat(session.signIn(person.username(), People.PASSWORD).text())
          .as("the browser is not remembered")
          .contains("Enter the code from message");
      assertThat(
              jdbc.sql("select count(*) from recovery_code where account_id = :id")
                  .param("id", person.id().value())
                  .query(Integer.class)
                  .single())
          .isZero();
      assertThat(
              jdbc.sql(
                      "select details::text from audit_event where type ="
                          + " 'SystemEvent.DataRestored' order by id desc limit 1")
                  .query(String.class)
                  .single())
          .contains("reverted to a snapshot", "recovery codes");
    }
  }

  @Nested
  class Rule27_AnActivationCode {
    @Test
    void isShownOnceAndLetsSomebodyWithoutContactsLinkADevice() throws BadUsage {
      Person person = people.unreachable();
      String text = ((Done) run("activation-code", person.username())).text();
      String end = END.format(clock.instant().plus(Duration.ofDays(21)));
      assertThat(text).contains(person.username(), "until " + end);
      String code = text.replaceAll("(?s).*Activation code  ([0-9A-Z-]{19}).*", "$1");
      assertThat(run("show", person.username()).toString())
          .contains("Activation code  until " + end)
          .doesNotContain(code);
      assertThat(events(person))
          .singleElement()
          .asString()
          .contains("AccountEvent.ActivationCodeMade", "via command line")
          .doesNotContain(code);
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("You link it after your activation code.");
      assertThat(browser.follow(browser.post("/login/method", "method", "totp")).text())
          .contains("Enter your activation code")
          .doesNotContain("Remember this browser");
      assertThat(browser.post("/login/code", "code", code, "remember", "yes").location())
          .endsWith("/login/link");
      assertThat(browser.cookie("__Host-rb")).isEmpty();
    }

    @Test
    void isMadeForNobodyWhoCanBeAskedForAnything() throws BadUsage {
      Person person = people.byEmail();
      assertThat(run("activation-code", person.username()).toString())
          .contains("One-Time-Password by e-mail", "run account reset first");
      assertThat(events(person)).isEmpty();
      assertThat(run("activation-code", "nobody")).isInstanceOf(Refused.class);
    }
  }

  @Test
  void theUsernameOfAnErasedAccountIsReleasedOnce() throws BadUsage {
    String name = "erased" + System.nanoTime();
    transaction.executeWithoutResult(status -> usernames.erased(name));
    assertThat(run("release-username", name, "--reason", "is back"))
        .isEqualTo(new Done("An account may be given the username " + name + " again."));
    assertThat(run("release-username", name, "--reason", "is back"))
        .isEqualTo(new Refused("account release-username: no erased account had this username"));
  }

  @Nested
  class ContactsChangedByAnImport {
    @TempDir Path folder;

    private void imports(String header, Person person, String value) throws BadUsage, IOException {
      Path file = folder.resolve("accounts.csv");
      Files.writeString(file, "username," + header + "\n" + person.username() + "," + value + "\n");
      assertThat(run("import", file.toString()).toString()).contains("1 updated");
    }

    private Browser inside(Person person) {
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
      assertThat(browser.cookie("__Host-sid")).isNotEmpty();
      return browser;
    }

    @Test
    void endSessionsAttemptsAndRememberedBrowsers() throws BadUsage, IOException {
      Person person = people.byEmail();
      Browser session = inside(person);
      clock.turn(Duration.ofSeconds(30));
      Browser attempt = new Browser(port);
      attempt.signIn(person.username(), People.PASSWORD);
      String code = Codes.next(person.email());
      imports("email", person, "moved." + person.email());
      assertThat(session.get("/settings/account").location()).endsWith("/login");
      assertThat(attempt.post("/login/code", "code", code).location()).endsWith("/login");
      clock.turn(Duration.ofSeconds(30));
      assertThat(session.signIn(person.username(), People.PASSWORD).text())
          .contains("Enter the code from message");
      assertThat(Inbox.next(person.email(), mail -> mail.text().contains("another e-mail address")))
          .isNotNull();
      // The code of the sign-in before may arrive first.
      assertThat(
              Inbox.next(
                  "moved." + person.email(), mail -> mail.text().contains("come to this address")))
          .isNotNull();
    }

    @Test
    void endSessionsForAnotherNumberToo() throws BadUsage, IOException {
      Person person = people.byEmail();
      Browser session = inside(person);
      imports("phone", person, person.phone());
      assertThat(session.get("/settings/account").location()).endsWith("/login");
    }

    @Test
    void voidLinksThatWentToTheOldAddress() throws BadUsage, IOException {
      Person person = people.undecided();
      jdbc.sql("update account set password_hash = null where id = :id")
          .param("id", person.id().value())
          .update();
      run("invite", person.username());
      String link = Inbox.next(person.email()).text().replaceAll("(?s).*(/activate/\\S+).*", "$1");
      imports("email", person, "moved." + person.email());
      Browser browser = new Browser(port);
      assertThat(browser.follow(browser.get(link)).text()).doesNotContain("Choose your password");
      assertThat(Inbox.next("moved." + person.email(), mail -> mail.text().contains("/activate/")))
          .isNotNull();
    }

    @Test
    void anotherRoleEndsSessions() throws BadUsage, IOException {
      Person person = people.byEmail();
      Browser session = inside(person);
      imports("role", person, "admin");
      assertThat(session.get("/settings/account").location()).endsWith("/login");
    }
  }

  @Nested
  class AccountRecovery {
    @Test
    void anInvitationGoesToWhoHasNoPassword() throws BadUsage {
      Person active = people.byEmail();
      Person fresh = people.undecided();
      jdbc.sql("update account set password_hash = null where id = :id")
          .param("id", fresh.id().value())
          .update();
      assertThat(run("invite", fresh.username())).isInstanceOf(Done.class);
      assertThat(Inbox.next(fresh.email()).text()).contains("/activate/");
      assertThat(run("show", fresh.username()).toString()).contains("new, invited");
      assertThat(run("invite", active.username()))
          .isEqualTo(
              new Refused("account invite: " + active.username() + " has a password already"));
    }

    @Test
    void J07_whoRunsTheServerStartsAResetWithAReasonAndFinishesNone() throws BadUsage {
      Person person = people.byEmail();
      assertThatThrownBy(() -> run("reset", person.username())).isInstanceOf(BadUsage.class);
      assertThat(run("reset", person.username(), "--reason", "card shown").toString())
          .contains("is started", "when an admin, signed in, confirms it under /admin/resets");
      assertThat(run("show", person.username()).toString()).contains("Reset            asked for");
      assertThat(run("reset", person.username(), "--reason", "card shown"))
          .isEqualTo(
              new Refused("account reset: a reset for " + person.username() + " is open already"));
      assertThat(account(person).method()).isEqualTo("email");
      assertThat(run("reset-cancel", person.username())).isInstanceOf(Done.class);
      assertThat(run("reset-cancel", person.username())).isInstanceOf(Refused.class);
      assertThat(events(person))
          .anyMatch(
              it ->
                  it.startsWith("AccountEvent.ResetRequested")
                      && it.contains("card shown")
                      && it.contains(Operator.name()))
          .anyMatch(it -> it.startsWith("AccountEvent.ResetCancelled"));
      assertThat(Inbox.next(person.email(), mail -> mail.text().contains("asked to reset")).text())
          .contains(person.username());
    }

    @Test
    void aResetRemovesALostNumberIfAsked() throws BadUsage {
      Person person = people.bySms();
      run("reset", person.username(), "--reason", "card shown", "--number-lost");
      assertThat(events(person))
          .anyMatch(
              it ->
                  it.startsWith("AccountEvent.ResetRequested")
                      && it.contains("\"phoneLost\": true"));
    }

    @Test
    void aResetIsAskedForThreeTimesADayAtMost() throws BadUsage {
      Person person = people.byEmail();
      for (int i = 0; i < 3; i++) {
        assertThat(run("reset", person.username(), "--reason", "x")).isInstanceOf(Done.class);
        run("reset-cancel", person.username());
      }
      assertThat(run("reset", person.username(), "--reason", "x").toString())
          .contains("three resets for " + person.username(), "the next one can be requested from");
      clock.turn(Duration.ofHours(24));
      assertThat(run("reset", person.username(), "--reason", "x")).isInstanceOf(Done.class);
    }

    @Test
    void ownersAreNotToldTheNamesOfSystemUsersAndMachines() throws BadUsage {
      Person person = people.byEmail();
      run("reset", person.username(), "--reason", "card shown");
      assertThat(Inbox.next(person.email()).text())
          .contains("the people who run the portal")
          .doesNotContain("system user");
    }
  }

  @Nested
  class P01_TheSystemUser {
    @Test
    void isRecordedWithEveryCommand() throws BadUsage {
      Person person = people.byEmail();
      run("disable", person.username(), "--reason", "has left");
      run("enable", person.username(), "--reason", "is back");
      run("show", person.username());
      run("list");
      assertThat(Operator.name()).startsWith("system user ").endsWith(" via command line");
      assertThat(
              jdbc.sql(
                      """
                      select type || coalesce(' ' || (details ->> 'command'), '') from audit_event where run_by = :by
                       order by id desc limit 4
                      """)
                  .param("by", Operator.name())
                  .query(String.class)
                  .list())
          .containsExactly(
              "SystemEvent.AccountsShown list",
              "SystemEvent.AccountsShown show",
              "AccountEvent.Enabled",
              "AccountEvent.Disabled");
    }

    @ParameterizedTest
    @EnumSource(
        value = Command.class,
        mode = EnumSource.Mode.MATCH_NONE,
        names = {"GROUP_.*", "APPLICATION_.*", "STUDY_.*", "KEYS_.*"})
    void isRecordedWithEachOfThem(Command command, @TempDir Path folder) throws Exception {
      String area = command.full().substring(0, command.full().indexOf(' '));
      Work work = Work.of(Command.parse(area, List.of(words(command, folder))));
      long before = jdbc.sql("select max(id) from audit_event").query(Long.class).single();
      transaction.executeWithoutResult(
          status -> {
            status.setRollbackOnly();
            CommandResult commandResult = commands.run(work);
            assertThat(
                    jdbc.sql("select count(*) from audit_event where id > :before and run_by = :by")
                        .param("before", before)
                        .param("by", Operator.name())
                        .query(Long.class)
                        .single())
                .as("%s: %s", command, commandResult)
                .isPositive();
          });
    }

    private String[] words(Command command, Path folder) throws Exception {
      Person person = people.byEmail();
      switch (command) {
        case UNLOCK -> lock(person);
        case INVITE ->
            jdbc.sql("update account set password_hash = null where id = :id")
                .param("id", person.id().value())
                .update();
        case ENABLE -> run("disable", person.username(), "--reason", "x");
        case ERASE ->
            jdbc.sql("update account set disabled_at = :at, erasure_told_at = :at where id = :id")
                .param("at", Timestamp.from(clock.instant().minus(Duration.ofDays(400))))
                .param("id", person.id().value())
                .update();
        case RELEASE_USERNAME ->
            transaction.executeWithoutResult(status -> usernames.erased(person.username()));
        case RESET_CANCEL -> run("reset", person.username(), "--reason", "x");
        default -> run("list");
      }
      String operand =
          switch (command) {
            case IMPORT, IMPORT_PREVIEW, MISSING ->
                Files.writeString(
                        folder.resolve("a.csv"),
                        "username,role\n" + person.username() + ",patient\n")
                    .toString();
            case AUDIT_VERIFY_FILE -> folder.resolve("none").toString();
            case ACTIVATION_CODE -> people.unreachable().username();
            default -> person.username();
          };
      String area = command.full().substring(0, command.full().indexOf(' ') + 1);
      String usage = CommandList.of(command.full()).usage();
      List<String> words = new ArrayList<>(List.of(command.full().substring(area.length())));
      if (usage.matches(command.full() + " [A-Z].*")) {
        words.add(operand);
      }
      if (usage.contains("--reason TEXT")) {
        words.addAll(List.of("--reason", "x"));
      }
      return words.toArray(String[]::new);
    }

    @Test
    void isNamedWithWhoCalledSudo() {
      assertThat(Operator.words("root", "ann", "pacs-1"))
          .isEqualTo("system user root (sudo by ann) on pacs-1 via command line");
      assertThat(Operator.words("root", "", "pacs-1"))
          .isEqualTo("system user root on pacs-1 via command line");
      assertThat(Operator.words("a\nb", "c d", "e\u202ef"))
          .isEqualTo("system user a?b (sudo by c?d) on e?f via command line");
    }
  }

  @Nested
  class P01_TheChainOfEvents {
    /** While the server's own task links events, nobody else does. */
    private boolean isLinked() {
      chain.link();
      return jdbc.sql("select not exists (select from audit_event where chain_no is null)")
          .query(Boolean.class)
          .single();
    }

    @Test
    void isSaidToBeWholeOrWhereItBreaks() throws BadUsage {
      Person person = people.byEmail();
      run("disable", person.username(), "--reason", "has left");
      assertThat(Poll.until(Duration.ofSeconds(10), this::isLinked)).isTrue();
      assertThat(run("audit-verify"))
          .isInstanceOfSatisfying(
              Done.class,
              done -> assertThat(done.text()).startsWith("The chain of audit events is intact."));
      long first = jdbc.sql("select min(chain_no) from audit_event").query(Long.class).single();
      CommandResult commandResult =
          transaction.execute(
              status -> {
                status.setRollbackOnly();
                jdbc.sql("alter table audit_event disable trigger all").update();
                jdbc.sql("update audit_event set address = 'elsewhere' where chain_no = :first")
                    .param("first", first)
                    .update();
                assertThat(verify("audit-verify"))
                    .as("the links before the last verification are not read again")
                    .isInstanceOf(Done.class);
                return verify("audit-verify", "--all");
              });
      assertThat(commandResult)
          .isEqualTo(
              new Refused("account audit-verify: the chain of events is broken at link " + first));
    }

    @Test
    void anExportedFileIsVerifiedToo(@TempDir Path folder) throws Exception {
      Path file = folder.resolve("audit-2016-11-1.jsonl");
      Files.writeString(file, "{}\n");
      assertThat(run("audit-verify-file", file.toString()))
          .isEqualTo(new Refused("account audit-verify-file: line 1 does not match the chain"));
      Files.writeString(file, "");
      assertThat(run("audit-verify-file", file.toString()))
          .isEqualTo(new Refused("account audit-verify-file: there is nothing in that file"));
      assertThat(run("audit-verify-file", folder.resolve("none").toString()))
          .isEqualTo(new Refused("account audit-verify-file: that file cannot be read"));
    }

    private CommandResult verify(String... words) {
      try {
        return run(words);
      } catch (BadUsage e) {
        throw new AssertionError(e);
      }
    }
  }
}
