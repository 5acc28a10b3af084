package org.sallyport.staff.admin.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.Reset;
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

/**
 * The help desk finds, explains, and does four things; nothing else, and to nobody of the staff.
 */
@SallyportTest
class DeskPagesTest {
  private static final String REASON = "called back on the ward's number";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired FactorResets resets;
  @Autowired TurnableClock clock;

  Person desk;
  Person owner;
  Browser browser;

  @BeforeEach
  void signsIn() {
    desk = people.helpDesk();
    owner = people.byEmail();
    browser = in(desk);
  }

  private Browser in(Person person) {
    Browser in = Visitors.signedIn(person, port);
    in.get("/admin/desk");
    return in;
  }

  private static String path(Person person) {
    return "/admin/desk/" + person.id();
  }

  private Browser.Page act(Browser by, Person person, DeskAct act, String reason) {
    by.get(path(person));
    return by.post(path(person) + "/" + act.key(), "reason", reason);
  }

  private void lock(Person person) {
    rows.update(
        "update account set locked_at = created_at, lock_reference = 'L-2207', wrong_codes = 5 where id = ?",
        person.id().value());
  }

  private Map<String, @Nullable Object> state(Person person) {
    return rows.query(
            "select locked_at, wrong_codes, method, role, email, phone, disabled_at,"
                + " (select count(*) from factor_reset r where r.account_id = a.id) as resets,"
                + " (select count(*) from sign_in s where s.account_id = a.id and s.state = 'complete') as sessions,"
                + " (select count(*) from mailed_link l where l.account_id = a.id) as links"
                + " from account a where id = ?",
            person.id().value())
        .getFirst();
  }

  @Nested
  class Landing {
    @Test
    void ofTheHelpDeskIsItsSearch() {
      assertThat(browser.get("/admin").location()).endsWith("/admin/desk");
      assertThat(browser.get("/admin/desk").body())
          .contains("Who is calling?")
          .doesNotContain("href=\"/admin\"");
    }

    @Test
    void ofAdminsIsTheOverview() {
      Browser.Page page = in(people.admin()).get("/admin");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).contains("href=\"/admin/desk\"");
    }

    @Test
    void leadsToWhoIsLocked() {
      assertThat(browser.get("/admin/desk").body()).contains("href=\"/admin/desk/locked\"");
    }
  }

  @Nested
  class WhoIsLocked {
    private static final String LIST = "/admin/desk/locked";

    private String link(Person person) {
      return "href=\"" + path(person) + "\"";
    }

    /** After all that was locked by others. */
    private void lockNow(Person person) {
      clock.turn(Duration.ofSeconds(1));
      lock(person);
      rows.update(
          "update account set locked_at = ? where id = ?",
          Timestamp.from(clock.instant()),
          person.id().value());
    }

    @Test
    void isListedWithSinceWhenAndWhy() {
      assertThat(browser.get(LIST).body()).doesNotContain(link(owner));
      lockNow(owner);
      Browser.Page page = browser.get(LIST);
      assertThat(page.body()).contains(link(owner)).doesNotContain(owner.email());
      assertThat(page.text())
          .contains(people.nameOf(owner), owner.username(), "wrong code no. 5, typed at", "L-2207");
      act(browser, owner, DeskAct.UNLOCK, REASON);
      assertThat(browser.get(LIST).body()).doesNotContain(link(owner));
    }

    @Test
    void isNobodyWhoIsDisabled() {
      lockNow(owner);
      rows.update("update account set disabled_at = created_at where id = ?", owner.id().value());
      assertThat(browser.get(LIST).body()).doesNotContain(link(owner));
    }

    @Test
    void isListedPageByPageTheLastFirst() {
      Person earlier = people.byEmail();
      lockNow(earlier);
      for (int i = 0; i < 20; i++) {
        lockNow(people.byEmail());
      }
      assertThat(browser.get(LIST).body())
          .doesNotContain(link(earlier))
          .contains("href=\"/admin/desk/locked?page=2\"");
      assertThat(browser.get(LIST + "?page=2").body()).contains(link(earlier));
      assertThat(browser.get(LIST + "?page=1000").status()).isEqualTo(200);
      assertThat(browser.get(LIST + "?page=0").status()).isEqualTo(400);
      assertThat(browser.get(LIST + "?page=x").status()).isEqualTo(400);
    }

    @Test
    void J10_isRecordedAsASearch() {
      browser.get(LIST);
      assertThat(
              rows.query(
                  "select details ->> 'what' as what from audit_event where type = 'SystemEvent.StaffSearched' and details ->> 'by' = ?",
                  desk.username()))
          .containsExactly(Map.of("what", "locked"));
    }
  }

  @Nested
  class Finding {
    @Test
    void leadsToTheAccount() {
      Browser.Page found = browser.post("/admin/desk/find", "q", owner.email());
      assertThat(found.text()).contains("1 account", owner.username(), "Active");
      assertThat(found.body()).contains("href=\"" + path(owner) + "\"");
      assertThat(browser.get(path(owner)).status()).isEqualTo(200);
    }

    @Test
    void leadsAdminsOnToManagingIt() {
      String link = "href=\"/admin/manage/" + owner.id() + "\"";
      assertThat(browser.get(path(owner)).body()).doesNotContain(link);
      Browser admin = in(people.admin());
      assertThat(admin.get(path(owner)).body()).contains(link);
      assertThat(admin.get("/admin/manage/" + owner.id()).body())
          .contains("href=\"" + path(owner) + "\"");
    }

    @Test
    void recordsWhoOpenedWhoseAccount() {
      browser.get(path(owner));
      Browser admin = in(people.admin());
      admin.get("/admin/manage/" + owner.id());
      assertThat(
              rows.query(
                  "select details ->> 'by' as by from audit_event where type = 'SystemEvent.AccountOpened' and details #>> '{shown,value}' = ? order by id",
                  owner.id().toString()))
          .extracting(row -> row.get("by"))
          .hasSize(2)
          .first()
          .isEqualTo(desk.username());
    }

    @Test
    void J10_isRecordedWithoutItsWords() {
      browser.post("/admin/desk/find", "q", owner.username());
      browser.post("/admin/desk/find", "q", " " + owner.username().toUpperCase(Locale.ROOT));
      browser.post("/admin/desk/find", "q", "nobody.at.all");
      Browser admin = in(people.admin());
      admin.post("/admin/access/study", "study", "1.2.3.4.5", "person", owner.username());
      List<Map<String, @Nullable Object>> searches = searches(desk.username());
      assertThat(searches).extracting(it -> it.get("hits")).containsExactly("1", "1", "0");
      assertThat(searches).extracting(it -> it.get("what")).containsOnly("accounts");
      assertThat(searches.getFirst().get("words"))
          .isEqualTo(searches.get(1).get("words"))
          .isNotEqualTo(searches.getLast().get("words"))
          .asString()
          .matches("[0-9a-f]{32}");
      assertThat(
              rows.query(
                  "select from audit_event where type = 'SystemEvent.StaffSearched' and details::text ilike ?",
                  "%\"words\": \"%" + owner.username() + "%"))
          .isEmpty();
      assertThat(
              rows.query(
                  "select details ->> 'what' as what from audit_event where type = 'SystemEvent.StaffSearched' and details ->> 'what' in ('study', 'username') order by id desc limit 2"))
          .extracting(it -> it.get("what"))
          .containsExactlyInAnyOrder("study", "username");
    }

    private List<Map<String, @Nullable Object>> searches(String by) {
      return rows.query(
          "select details ->> 'hits' as hits, details ->> 'words' as words, details ->> 'what' as what from audit_event where type = 'SystemEvent.StaffSearched' and details ->> 'by' = ? order by id",
          by);
    }

    @Test
    void ofNobodySaysWhatToDo() {
      assertThat(browser.post("/admin/desk/find", "q", "nobody.at.all").text())
          .contains("No account matches “nobody.at.all”", "spell the username");
      assertThat(browser.post("/admin/desk/find", "q", "x").text())
          .contains("Type at least two letters");
    }

    @Test
    void showsTypedTextAsText() {
      assertThat(browser.post("/admin/desk/find", "q", "<script>alert(1)</script>").body())
          .doesNotContain("<script>alert");
    }

    @Test
    void ofAnUnknownIdIsNotFound() {
      assertThat(browser.get("/admin/desk/" + UUID.randomUUID()).status()).isEqualTo(404);
      assertThat(browser.get("/admin/desk/x").status()).isEqualTo(400);
    }
  }

  @Nested
  class Explaining {
    @Test
    void showsMaskedContactsOnly() {
      Person person = people.bySms();
      String page = browser.get(path(person)).body();
      assertThat(page)
          .contains("+32 ••• •• ••")
          .doesNotContain(person.phone(), person.email(), person.phone().substring(3));
    }

    @Test
    void offersTheOneSafeActBesideTheSentence() {
      lock(owner);
      Browser.Page page = browser.get(path(owner));
      assertThat(page.text())
          .contains("cannot sign in because wrong code no. 5", "L-2207", "First make sure");
      assertThat(page.body().indexOf(path(owner) + "/unlock"))
          .isGreaterThan(page.body().indexOf("First make sure"));
      assertThat(page.body().split("First make sure", -1)).as("said once").hasSize(2);
    }
  }

  @Nested
  class Acting {
    @Test
    void unlocksWithAReasonAndTellsTheOwner() {
      lock(owner);
      assertThat(act(browser, owner, DeskAct.UNLOCK, REASON).location())
          .endsWith(path(owner) + "?done=unlock");
      assertThat(browser.get(path(owner) + "?done=unlock").text()).contains("Unlocked.");
      assertThat(rows.isLocked(owner.id())).isFalse();
      assertThat(
              rows.query(
                  "select details ->> 'by' as by, details ->> 'reason' as reason from audit_event where account_id = ? and type = 'LockEvent.Unlocked'",
                  owner.id().value()))
          .containsExactly(Map.of("by", desk.username(), "reason", REASON));
      assertThat(Inbox.next(owner.email()).text())
          .contains("Your account was unlocked", "By: " + people.nameOf(desk));
    }

    @Test
    void saysAfterAnUnlockThatTheOwnerMaySignInAgain() {
      Browser locked = new Browser(port);
      locked.signIn(owner.username(), People.PASSWORD);
      String wrong = Codes.wrong(Codes.next(owner.email()));
      for (int i = 0; i < 5; i++) {
        locked.post("/login/code", "code", wrong);
      }
      act(browser, owner, DeskAct.UNLOCK, REASON);
      assertThat(browser.get(path(owner)).text())
          .contains("the account was unlocked at", "may sign in again")
          .doesNotContain("Why " + people.nameOf(owner), "has not entered the code");
      clock.turn(Duration.ofMinutes(1));
      new Browser(port).signIn(owner.username(), People.PASSWORD);
      assertThat(browser.get(path(owner)).text())
          .contains("Why " + people.nameOf(owner), "has not entered the code")
          .doesNotContain("may sign in again");
    }

    @Test
    void endsSessionsAndBrowsersAndTellsTheOwner() {
      Browser victim = Visitors.signedIn(owner, port);
      act(browser, owner, DeskAct.END, REASON);
      assertThat(victim.get("/studies").location()).endsWith("/login");
      assertThat(rows.events(owner.id(), "AccountEvent.SessionsEnded")).isEqualTo(1);
      assertThat(Inbox.next(owner.email(), it -> it.text().contains("sessions were ended")).text())
          .contains("By: " + people.nameOf(desk));
    }

    @Test
    void sendsAnInvitationAgainToTheSameAddress() {
      Person invited = people.undecided();
      rows.update("update account set password_hash = null where id = ?", invited.id().value());
      assertThat(act(browser, invited, DeskAct.INVITE, "").location()).endsWith("?done=invite");
      assertThat(Inbox.next(invited.email()).text()).contains("/activate");
      assertThat(act(browser, owner, DeskAct.INVITE, "").status()).isEqualTo(409);
    }

    @Test
    void asksForAResetThatTwoAdminsConfirm() {
      assertThat(act(browser, owner, DeskAct.RESET, REASON).location()).endsWith("?done=reset");
      UUID reset = resets.open(owner.id()).orElseThrow().id();
      Person first = people.admin();
      Browser admin = in(first);
      admin.get("/admin/resets");
      assertThat(admin.post("/admin/resets/confirm", "id", reset.toString()).location())
          .endsWith("?done=approved");
      assertThat(admin.post("/admin/resets/confirm", "id", reset.toString()).status())
          .as("the same admin twice")
          .isEqualTo(403);
      assertThat(state(owner)).containsEntry("method", "email");
      Browser second = in(people.admin());
      second.get("/admin/resets");
      assertThat(second.post("/admin/resets/confirm", "id", reset.toString()).location())
          .endsWith("?done=confirmed");
      assertThat(state(owner)).containsEntry("method", null);
      assertThat(rows.events(owner.id(), "AccountEvent.ResetApproved")).isEqualTo(1);
    }

    @Test
    void asksForAResetThatRemovesALostNumber() {
      Person bySms = people.bySms();
      assertThat(browser.get(path(owner)).text()).doesNotContain("mobile number is lost too");
      assertThat(browser.get(path(bySms)).text()).contains("mobile number is lost too");
      browser.post(path(bySms) + "/reset", "reason", REASON, "phoneLost", "true");
      assertThat(resets.open(bySms.id()).orElseThrow().phoneLost()).isTrue();
    }

    @Test
    void theApprovalOfADemotedAdminCountsForNothing() {
      act(browser, owner, DeskAct.RESET, REASON);
      UUID reset = resets.open(owner.id()).orElseThrow().id();
      Person first = people.admin();
      resets.confirm(reset, first.id(), Origin.COMMAND_LINE);
      rows.update("update account set role = 'physician' where id = ?", first.id().value());
      resets.confirm(reset, people.admin().id(), Origin.COMMAND_LINE);
      assertThat(state(owner)).containsEntry("method", "email");
    }

    @ParameterizedTest
    @EnumSource(value = DeskAct.class, names = "INVITE", mode = EnumSource.Mode.EXCLUDE)
    void needsAReason(DeskAct act) {
      lock(owner);
      Map<String, @Nullable Object> before = state(owner);
      Browser.Page page = act(browser, owner, act, " ");
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("Say how you made sure who is calling");
      assertThat(state(owner)).isEqualTo(before);
    }

    @Test
    void unlocksOneAccountFiveTimesADayAtMost() {
      for (int i = 0; i < 5; i++) {
        lock(owner);
        assertThat(act(browser, owner, DeskAct.UNLOCK, REASON).status()).isEqualTo(302);
      }
      lock(owner);
      Browser.Page page = act(in(people.helpDesk()), owner, DeskAct.UNLOCK, REASON);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.text()).contains("too often for this account");
      assertThat(rows.isLocked(owner.id())).isTrue();
    }

    @Test
    void saysSoIfThereIsNothingToUnlock() {
      assertThat(act(browser, owner, DeskAct.UNLOCK, REASON).status()).isEqualTo(409);
    }
  }

  @Nested
  class Attacks {
    @ParameterizedTest
    @EnumSource(DeskAct.class)
    void J06_nobodyActsOnTheirOwnAccount(DeskAct act) {
      for (Person person : List.of(desk, people.admin())) {
        Browser own = in(person);
        lock(person);
        rows.update(
            "update account set locked_at = null, wrong_codes = 4 where id = ?",
            person.id().value());
        Map<String, @Nullable Object> before = state(person);
        assertThat(act(own, person, act, REASON).status()).isEqualTo(403);
        assertThat(state(person)).isEqualTo(before);
        assertThat(own.get(path(person)).text()).contains("This is your own account");
      }
    }

    @ParameterizedTest
    @EnumSource(DeskAct.class)
    void J06_theHelpDeskActsOnNoStaff(DeskAct act) {
      for (Person staff : List.of(people.admin(), people.helpDesk())) {
        lock(staff);
        Map<String, @Nullable Object> before = state(staff);
        assertThat(act(browser, staff, act, REASON).status()).isEqualTo(403);
        assertThat(state(staff)).isEqualTo(before);
        assertThat(browser.get(path(staff)).text()).contains("Only an admin can help its owner");
      }
    }

    @Test
    void anAdminHelpsStaff() {
      Person colleague = people.helpDesk();
      lock(colleague);
      assertThat(act(in(people.admin()), colleague, DeskAct.UNLOCK, REASON).status())
          .isEqualTo(302);
    }

    @ParameterizedTest
    @EnumSource(DeskAct.class)
    void J06_nobodyElseActs(DeskAct act) {
      lock(owner);
      Map<String, @Nullable Object> before = state(owner);
      Browser physician = Visitors.signedIn(people.byEmail(), port);
      physician.get("/settings/account");
      assertThat(physician.post(path(owner) + "/" + act.key(), "reason", REASON).status())
          .isEqualTo(403);
      Browser stranger = new Browser(port);
      stranger.get("/login");
      assertThat(stranger.post(path(owner) + "/" + act.key(), "reason", REASON).location())
          .endsWith("/login?unsent");
      assertThat(state(owner)).isEqualTo(before);
    }

    @Test
    void J05_theHelpDeskAloneResetsNothing() {
      act(browser, owner, DeskAct.RESET, "said to be Dr Person, in a hurry");
      assertThat(
              resets.confirm(
                  resets.open(owner.id()).orElseThrow().id(), desk.id(), Origin.COMMAND_LINE))
          .as("the help desk confirms none")
          .isInstanceOf(Reset.NoAdmin.class);
      assertThat(state(owner)).containsEntry("method", "email");
      assertThat(Inbox.next(owner.email()).text()).contains("reset", "By: " + people.nameOf(desk));
      assertThat(browser.get(path(owner)).text())
          .contains(
              people.nameOf(owner) + " can sign in",
              "waits for a reset",
              "Until then the present methods work")
          .doesNotContain("Why " + people.nameOf(owner));
    }

    @Test
    void J06_noOtherFieldIsTaken() {
      lock(owner);
      browser.get(path(owner));
      browser.post(
          path(owner) + "/unlock",
          "reason",
          REASON,
          "role",
          "admin",
          "email",
          "m@evil.example",
          "method",
          "none",
          "id",
          desk.id().toString());
      assertThat(state(owner))
          .containsEntry("role", "physician")
          .containsEntry("email", owner.email())
          .containsEntry("method", "email");
    }

    @ParameterizedTest
    @EnumSource(DeskAct.class)
    void K01_aForgedFormDoesNothing(DeskAct act) {
      lock(owner);
      Map<String, @Nullable Object> before = state(owner);
      browser.get(path(owner));
      String form = browser.form("reason", REASON);
      String address = path(owner) + "/" + act.key();
      String foreign = in(people.helpDesk()).form("reason", REASON);
      for (String body : List.of("reason=" + REASON, foreign)) {
        assertThat(browser.copy().postRaw(address, body.replace(' ', '+')).status()).isEqualTo(403);
      }
      for (String type : List.of("text/plain", "application/json")) {
        Browser copy = browser.copy();
        assertThat(
                copy.send(
                        copy.request(address)
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build())
                    .status())
            .isEqualTo(415);
      }
      assertThat(browser.copy().get(address + "?" + form).status()).isIn(400, 404, 405);
      assertThat(state(owner)).isEqualTo(before);
    }
  }
}
