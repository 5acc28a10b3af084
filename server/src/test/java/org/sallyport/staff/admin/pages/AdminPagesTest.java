package org.sallyport.staff.admin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SallyportTest
class AdminPagesTest {
  private static final String SHELL = "system user root on pacs via command line";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired FactorResets resets;
  @Autowired Disabling disabling;
  @Autowired TurnableClock clock;

  Person owner;
  Person first;
  Person second;

  @BeforeEach
  void threePeople() {
    owner = people.byEmail();
    first = people.admin();
    second = people.admin();
  }

  private Browser in(Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.email()));
    assertThat(browser.cookie("__Host-sid")).isNotEmpty();
    browser.get("/admin/resets");
    return browser;
  }

  private String startedByShell() {
    resets.ask(
        new ResetRequest(owner.id(), new Actor(null, SHELL), "card shown", false),
        Origin.COMMAND_LINE);
    return open();
  }

  private String open() {
    return resets.open(owner.id()).orElseThrow().id().toString();
  }

  private String method() {
    return String.valueOf(
        rows.query("select method from account where id = ?", owner.id().value())
            .getFirst()
            .get("method"));
  }

  private Browser.Page start(Browser browser) {
    return browser.post(
        "/admin/resets/start",
        "username",
        owner.username(),
        "person",
        owner.id().toString(),
        "reason",
        "card shown at the desk");
  }

  @Nested
  class Rule39_TwoAdminsInTwoSessions {
    @Test
    void oneStartsAndTheOtherConfirms() {
      Browser starting = in(first);
      assertThat(start(starting).location()).endsWith("/admin/resets?done=started");
      assertThat(starting.get("/admin/resets?done=started").text())
          .contains("The reset is started", owner.username(), "You asked for it")
          .doesNotContain("Confirm the reset of " + owner.username() + " ");
      Browser confirming = in(second);
      assertThat(confirming.get("/admin/resets").text())
          .contains(owner.username(), first.username(), "card shown at the desk")
          .contains("Confirm the reset of " + owner.username());
      assertThat(confirming.post("/admin/resets/confirm", "id", open()).location())
          .endsWith("/admin/resets?done=confirmed");
      assertThat(method()).isEqualTo("null");
      assertThat(
              rows.query(
                  "select details ->> 'by' as asked, details ->> 'confirmedBy' as confirmed from"
                      + " audit_event where type = 'AccountEvent.ResetDone' and account_id = ?",
                  owner.id().value()))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(row)
                      .containsEntry("asked", first.username())
                      .containsEntry("confirmed", second.username()));
    }

    @Test
    void aRefusedActSaysWhatIsMissing() {
      Browser locked = in(first);
      rows.update("update account set locked_at = now() where id = ?", first.id().value());
      assertThat(start(locked).location()).endsWith("/admin/confirm?unsent");
      Browser.Page refused = locked.get("/admin/confirm?unsent");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("Nothing was done", "Your account is locked");
      Browser late = in(second);
      clock.turn(Duration.ofMinutes(5));
      assertThat(start(late).text())
          .contains("This needs a second factor given in the last 5 minutes. Nothing was changed.");
    }

    @Test
    void J05_noneOfThemConfirmsTheirOwn() {
      Browser starting = in(first);
      start(starting);
      String reset = open();
      Browser.Page own = starting.post("/admin/resets/confirm", "id", reset);
      assertThat(own.status()).isEqualTo(403);
      assertThat(own.text()).contains("Two people are needed");
      rows.update("update account set role = 'admin' where id = ?", owner.id().value());
      assertThat(in(owner).post("/admin/resets/confirm", "id", reset).status()).isEqualTo(403);
      assertThat(start(in(owner))).satisfies(page -> assertThat(page.status()).isEqualTo(403));
      assertThat(method()).isEqualTo("email");
    }

    @Test
    void J09_aSecondAccountInTheBrowserOfTheFirstIsNoSecondPerson() {
      Browser browser = in(first);
      start(browser);
      String reset = open();
      next(browser, second);
      assertThat(browser.get("/admin/resets").text())
          .contains("It was asked for or confirmed in this browser before, or by a program.")
          .doesNotContain("Confirm the reset of " + owner.username());
      Browser.Page refused = browser.post("/admin/resets/confirm", "id", reset);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("The second admin confirms in another browser");
      browser.setCookie("__Host-known", "");
      assertThat(browser.post("/admin/resets/confirm", "id", reset).status())
          .as("the cookie is gone, the sign-in tells the browser")
          .isEqualTo(403);
      assertThat(method()).isEqualTo("email");
      assertThat(in(second).post("/admin/resets/confirm", "id", reset).location())
          .as("in another browser")
          .endsWith("/admin/resets?done=confirmed");
      assertThat(acting("AccountEvent.ResetRequested"))
          .isNotEqualTo(acting("AccountEvent.ResetDone"));
    }

    @Test
    void J09_twoAdminsInOneBrowserDoNotConfirmWhatTheHelpDeskAskedFor() {
      Person desk = people.helpDesk();
      Browser asking = Visitors.signedIn(desk, port);
      asking.get("/admin/desk/" + owner.id());
      asking.post("/admin/desk/" + owner.id() + "/reset", "reason", "card shown");
      String reset = open();
      Browser browser = in(first);
      assertThat(browser.post("/admin/resets/confirm", "id", reset).location())
          .endsWith("?done=approved");
      next(browser, second);
      assertThat(browser.post("/admin/resets/confirm", "id", reset).status()).isEqualTo(403);
      assertThat(method()).isEqualTo("email");
      assertThat(in(second).post("/admin/resets/confirm", "id", reset).location())
          .endsWith("?done=confirmed");
    }

    /** Signs out and signs in another person in the same browser. */
    private void next(Browser browser, Person person) {
      browser.post("/logout");
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/code", "code", Codes.next(person.email()));
      browser.get("/admin/resets");
    }

    /** The session in which somebody did it. */
    private Object acting(String type) {
      Map<String, @Nullable Object> event =
          rows.query(
                  "select details #>> '{actingSignIn,value}' as session from audit_event where type = ? and account_id = ?",
                  type,
                  owner.id().value())
              .getFirst();
      return Objects.requireNonNull(event.get("session"), "not recorded");
    }

    @Test
    void J05_whoIsNewToTheRoleSeesFromWhenTheyCanConfirm() {
      String reset = startedByShell();
      rows.update(
          "update account set role_since = ? where id = ?",
          Timestamp.from(clock.instant()),
          first.id().value());
      Browser browser = in(first);
      assertThat(browser.get("/admin/resets").text())
          .contains("You became an admin a short time ago. You can confirm resets from ")
          .doesNotContain("Confirm the reset of " + owner.username());
      Browser.Page refused = browser.post("/admin/resets/confirm", "id", reset);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("You became an admin a short time ago.");
      assertThat(method()).isEqualTo("email");
      assertThat(in(second).get("/admin/resets").text())
          .contains("Confirm the reset of " + owner.username())
          .doesNotContain("You became an admin");
    }

    @Test
    void whatTheCommandLineStartedIsConfirmedByOne() {
      String reset = startedByShell();
      Browser browser = in(first);
      assertThat(browser.get("/admin/resets").text()).contains(SHELL);
      assertThat(browser.post("/admin/resets/confirm", "id", reset).status()).isEqualTo(302);
      assertThat(method()).isEqualTo("null");
    }

    @Test
    void itIsCancelledOnceAndThenNotConfirmed() {
      String reset = startedByShell();
      Browser browser = in(first);
      assertThat(browser.post("/admin/resets/cancel", "id", reset).location())
          .endsWith("?done=cancelled");
      for (String act : List.of("cancel", "confirm")) {
        Browser.Page page = browser.post("/admin/resets/" + act, "id", reset);
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("That reset is not open any more");
      }
      assertThat(method()).isEqualTo("email");
    }

    @Test
    void confirmedTwiceInTwoTabsItIsDoneOnce() {
      String reset = startedByShell();
      Browser tab = in(first);
      Browser other = tab.copy();
      assertThat(tab.post("/admin/resets/confirm", "id", reset).status()).isEqualTo(302);
      assertThat(other.post("/admin/resets/confirm", "id", reset).status()).isEqualTo(409);
      assertThat(rows.events(owner.id(), "AccountEvent.ResetDone")).isEqualTo(1);
    }

    @Test
    void itIsStartedThreeTimesADayAtMost() {
      Actor shell = new Actor(null, SHELL);
      for (int i = 0; i < 3; i++) {
        resets.ask(new ResetRequest(owner.id(), shell, "x", false), Origin.COMMAND_LINE);
        resets.cancel(resets.open(owner.id()).orElseThrow().id(), shell, Origin.COMMAND_LINE);
      }
      Browser.Page page = start(in(first));
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.text()).contains("Three resets of this account were asked for");
      assertThat(resets.open(owner.id())).isEmpty();
    }

    @Test
    void theAdminsAreNotifiedThatOneWaits() {
      startedByShell();
      String asked = "Someone asked to reset the second factor of an account";
      // The admins may be told of a limit that an earlier test used up, too.
      assertThat(Inbox.next(second.email(), it -> it.text().contains(asked)).text())
          .contains(owner.username(), SHELL);
    }

    @Test
    void aLostNumberIsRemovedWithItAndEveryoneIsNotifiedBefore() {
      owner = people.bySms();
      Browser starting = in(first);
      Browser.Page missing =
          starting.post(
              "/admin/resets/start",
              "username",
              owner.username(),
              "reason",
              " ",
              "phoneLost",
              "true");
      assertThat(missing.body()).as("as it was ticked").contains("checked=");
      starting.post(
          "/admin/resets/start",
          "username",
          owner.username(),
          "person",
          owner.id().toString(),
          "reason",
          "card shown",
          "phoneLost",
          "true");
      assertThat(starting.get("/admin/resets").text()).contains("is removed too");
      assertThat(Inbox.next(owner.email()).text())
          .contains("and to remove its mobile number as lost");
      String too = "to remove its mobile number, which is said to be lost too";
      assertThat(Inbox.next(second.email(), mail -> mail.text().contains(too))).isNotNull();
    }

    @Test
    void nobodyIsResetWhoIsNotThereAndNotWithoutAReason() {
      Browser browser = in(first);
      assertThat(
              browser.post("/admin/resets/start", "username", "nobody.here", "reason", "x").text())
          .contains("There is no such account");
      Browser.Page page =
          browser.post("/admin/resets/start", "username", owner.username(), "reason", " ");
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("Say how you checked who is asking");
      assertThat(resets.open(owner.id())).isEmpty();
    }

    @Test
    void Rule48_nobodyIsResetWhomThePageHasNotShown() {
      Browser.Page shown =
          in(first).post("/admin/resets/start", "username", owner.username(), "reason", "card");
      assertThat(shown.status()).isEqualTo(422);
      assertThat(shown.text())
          .contains("Nothing was done yet. This is " + people.nameOf(owner) + ", Physician.");
      assertThat(resets.open(owner.id())).isEmpty();
    }
  }

  @Nested
  class Rule28_AFreshSecondFactor {
    @Test
    void isAskedForAndLeadsBack() {
      String reset = startedByShell();
      Browser browser = in(first);
      clock.turn(Duration.ofMinutes(5));
      Browser.Page stale = browser.post("/admin/resets/confirm", "id", reset);
      assertThat(stale.status()).isEqualTo(403);
      assertThat(stale.text()).contains("This needs a second factor", "Confirm that it is you");
      assertThat(start(browser).status()).isEqualTo(403);
      assertThat(method()).isEqualTo("email");

      assertThat(browser.post("/settings/begin", "change", "resets").location())
          .endsWith("/settings/confirm");
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "code", Codes.next(first.email())).location())
          .endsWith("/admin/resets");
      browser.get("/admin/resets");
      assertThat(browser.post("/admin/resets/confirm", "id", reset).status()).isEqualTo(302);
      assertThat(method()).isEqualTo("null");
    }

    @Test
    void G06_isNoRememberedBrowser() {
      String reset = startedByShell();
      Browser browser = in(first);
      rows.update(
          "update sign_in set factor_at = null, factor_method = null, method = 'remembered' where"
              + " account_id = ? and state = 'complete'",
          first.id().value());
      assertThat(browser.get("/admin/resets").location()).endsWith("/admin/confirm");
      for (String act : List.of("confirm", "cancel")) {
        assertThat(browser.post("/admin/resets/" + act, "id", reset).location())
            .endsWith("/admin/confirm?unsent");
      }
      assertThat(start(browser).location()).endsWith("/admin/confirm?unsent");
      assertThat(resets.open(owner.id())).isPresent();
    }

    @Test
    void isOfNoUseToALockedAdmin() {
      String reset = startedByShell();
      Browser browser = in(first);
      rows.update("update account set locked_at = created_at where id = ?", first.id().value());
      for (String act : List.of("confirm", "cancel")) {
        assertThat(browser.post("/admin/resets/" + act, "id", reset).location())
            .endsWith("/admin/confirm?unsent");
      }
      assertThat(browser.get("/admin/confirm").text()).contains("Your account is locked");
      assertThat(resets.open(owner.id())).isPresent();
    }
  }

  @Nested
  class J06_WhoMayBeHere {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/admin/resets/start",
          "/admin/resets/confirm",
          "/admin/resets/cancel",
          "/admin/names/confirm",
          "/admin/names/withdraw"
        })
    void nobodyButAdminsActs(String path) {
      String reset = startedByShell();
      Browser browser = new Browser(port);
      browser.get("/login");
      assertThat(browser.post(path, "id", reset, "username", "x", "name", "y").location())
          .endsWith("/login?unsent");
      Person physician = people.byEmail();
      browser.signIn(physician.username(), People.PASSWORD);
      assertThat(browser.post(path, "id", reset).location()).endsWith("/login");
      browser.post("/login/code", "code", Codes.next(physician.email()));
      browser.get("/settings/account");
      assertThat(browser.post(path, "id", reset, "username", "x", "name", "y").status())
          .isEqualTo(403);
      assertThat(resets.open(owner.id())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin", "/admin/resets", "/admin/names"})
    void nobodyButAdminsLooks(String path) {
      Browser browser = in(owner);
      assertThat(browser.get(path).status()).isEqualTo(403);
      assertThat(browser.get("/studies").text()).doesNotContain("Administration");
      assertThat(in(first).get(path).status()).isEqualTo(200);
      assertThat(in(first).get("/settings/account").text()).contains("Administration");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
      String reset = startedByShell();
      Browser browser = in(first);
      assertThat(browser.postRaw("/admin/resets/confirm", "id=" + reset).status()).isEqualTo(403);
      assertThat(method()).isEqualTo("email");
    }

    @Test
    void whoIsDisabledMeanwhileIsOut() {
      String reset = startedByShell();
      Browser browser = in(first);
      disabling.disable(first.id(), "a test", "has left", Origin.COMMAND_LINE);
      assertThat(browser.post("/admin/resets/confirm", "id", reset).location())
          .endsWith("/login?unsent");
      assertThat(method()).isEqualTo("email");
    }

    @Test
    void anUnknownResetIsNotOpen() {
      Browser browser = in(first);
      assertThat(browser.post("/admin/resets/confirm", "id", UUID.randomUUID().toString()).status())
          .isEqualTo(409);
      assertThat(browser.post("/admin/resets/confirm", "id", "x").status()).isEqualTo(400);
    }
  }

  @Nested
  class ANameWithoutANumber {
    private Browser.Page confirm(Browser browser, Person person, String name) {
      return browser.post(
          "/admin/names/confirm",
          "username",
          person.username(),
          "person",
          person.id().toString(),
          "name",
          name,
          "reason",
          "the same person",
          "shown",
          "0");
    }

    private long confirmed(String name) {
      return rows.query("select 1 from confirmed_name where name = ?", name).size();
    }

    @Test
    void isConfirmedForOneAccountAndTakenBack() {
      Browser browser = in(first);
      String name = "Brambleway^" + owner.username();
      assertThat(confirm(browser, owner, name).location()).endsWith("/admin/names?done=confirmed");
      assertThat(confirm(browser, people.byEmail(), name).text())
          .contains("already confirmed for another account");
      assertThat(browser.get("/admin/names").text()).contains(name, first.username());
      assertThat(
              rows.query(
                  "select 1 from audit_event where account_id = ? and type ="
                      + " 'AccountEvent.NameConfirmed' and details ->> 'by' = ?",
                  owner.id().value(),
                  first.username()))
          .hasSize(1);
      assertThat(
              browser
                  .post(
                      "/admin/names/withdraw",
                      "id",
                      owner.id().toString(),
                      "name",
                      name,
                      "reason",
                      "by mistake")
                  .location())
          .endsWith("?done=withdrawn");
      assertThat(confirmed(name)).isZero();
      assertThat(rows.events(owner.id(), "AccountEvent.NameWithdrawn")).isEqualTo(1);
    }

    @Test
    void isNotConfirmedForSomebodyWhomThePageHasNotShown() {
      String name = "Notshown^" + owner.username();
      Browser.Page page =
          in(first)
              .post(
                  "/admin/names/confirm",
                  "username",
                  owner.username(),
                  "name",
                  name,
                  "reason",
                  "the same person",
                  "shown",
                  "0");
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("This is " + people.nameOf(owner) + ", Physician.");
      assertThat(confirmed(name)).isZero();
    }

    @Test
    void isNotConfirmedForTheHelpDesk() {
      String name = "Deskworth^" + owner.username();
      Browser.Page page = confirm(in(first), people.helpDesk(), name);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("not the account of a physician or an admin");
      assertThat(confirmed(name)).isZero();
    }

    @Test
    void isConfirmedForWhatWasShownAndWithAReason() {
      Browser browser = in(first);
      String name = "Shown^" + owner.username();
      rows.update(
          "insert into study_person (study_uid, part, name, seen_at) values (?, 'requesting', ?,"
              + " now())",
          "1.2.826.0.1.3680043.10.1771.13." + System.nanoTime(),
          name);
      assertThat(browser.get("/admin/names").text()).contains(name, "1 study");
      assertThat(browser.post("/admin/names/look", "name", name).text())
          .contains("would give access to", "1");
      assertThat(confirm(browser, owner, name).status()).as("0 were shown").isEqualTo(409);
      assertThat(
              browser
                  .post("/admin/names/confirm", "username", owner.username(), "name", name)
                  .status())
          .as("without a reason")
          .isEqualTo(422);
      assertThat(confirmed(name)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bram*", "Bram?way", "Bram\\way"})
    void isExact(String name) {
      Browser.Page page = confirm(in(first), owner, name);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("Enter the name exactly");
    }

    @Test
    void J06_isNotOnesOwn() {
      assertThat(confirm(in(first), first, "Own^Name").text()).contains("This is your own account");
      assertThat(confirmed("Own^Name")).isZero();
    }

    @Test
    void asksForAFreshSecondFactor() {
      Browser browser = in(first);
      clock.turn(Duration.ofMinutes(5));
      assertThat(confirm(browser, owner, "Stale^Name").status()).isEqualTo(403);
      assertThat(confirmed("Stale^Name")).isZero();
    }
  }
}
