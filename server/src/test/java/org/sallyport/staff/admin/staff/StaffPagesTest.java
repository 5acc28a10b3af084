package org.sallyport.staff.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.staff.admin.gate.StaffAct;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.PostHandlers;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Groups, who sees what, and the state of the portal, as an admin sees and changes them. */
@SallyportTest
class StaffPagesTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired PostHandlers handlers;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Person admin;
  private Person owner;
  private Browser browser;

  @BeforeEach
  void signsIn() {
    admin = people.admin();
    owner = people.byEmail();
    browser = Visitors.signedIn(admin, port);
    browser.get("/admin/groups");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/manage",
        "/admin/import",
        "/admin/groups",
        "/admin/access",
        "/admin/messages",
        "/admin/limits",
        "/admin/state",
        "/admin/policy"
      })
  void J06_isForAdminsOnly(String path) {
    assertThat(browser.get(path).status()).isEqualTo(200);
    assertThat(Visitors.signedIn(owner, port).get(path).status()).isEqualTo(403);
    assertThat(Visitors.signedIn(people.helpDesk(), port).get(path).status()).isEqualTo(403);
  }

  @Test
  void K01_noFormOfAdministrationIsTakenWithoutItsToken() {
    List<String> paths =
        handlers.patterns().stream().filter(it -> it.startsWith("/admin/")).toList();
    assertThat(paths).hasSizeGreaterThan(20);
    for (String path : paths) {
      String of = path.replaceAll("\\{(?:[^{}]|\\{[^}]*})*}", owner.id().toString());
      assertThat(browser.postRaw(of, "reason=x&username=" + owner.username()).status())
          .as(of)
          .isEqualTo(403);
    }
  }

  @Test
  void Rule28_everyActOfStaffIsInTheCatalogueOfFreshness() {
    assertThat(Stream.of(StaffAct.values()).map(StaffAct::path).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(
            handlers.patterns().stream().filter(it -> it.startsWith("/admin/")).toList());
  }

  @Test
  void Rule28_whatGivesAccessNeedsAFactorAsFreshAsAChangeOfOnesOwnAccount() {
    clock.turn(Duration.ofMinutes(6));
    String id = owner.id().toString();
    String reason = "asked by the practice";
    String name = "Late " + System.nanoTime();
    Map<String, String[]> acts =
        Map.of(
            "/admin/manage/" + id + "/edit/save",
            new String[] {"role", "admin", "reason", reason},
            "/admin/manage/new/make",
            new String[] {
              "username",
              "late.new",
              "name",
              "X",
              "role",
              "admin",
              "email",
              "l@late.example",
              "reason",
              reason
            },
            "/admin/groups/make",
            new String[] {
              "name", name, "username", owner.username(), "person", id, "reason", reason
            },
            "/admin/manage/" + id + "/letter/issue",
            new String[] {"reason", reason, "made", "0"},
            "/admin/desk/" + id + "/reset",
            new String[] {"reason", reason});
    acts.forEach(
        (path, fields) -> {
          Browser.Page page = browser.post(path, fields);
          assertThat(page.status()).as(path).isEqualTo(403);
        });
    assertThat(browser.get("/admin/manage/" + id + "/edit").text())
        .contains("given in the last 5 minutes")
        .doesNotContain("Save");
    assertThat(
            rows.query(
                "select from account where id = ? and role = 'physician'", owner.id().value()))
        .hasSize(1);
    assertThat(rows.query("select from account where username = 'late.new'")).isEmpty();
    assertThat(rows.query("select from care_group where name = ?", name)).isEmpty();
    assertThat(rows.query("select from factor_reset where account_id = ?", owner.id().value()))
        .isEmpty();
    assertThat(browser.get("/admin/manage/" + id).status()).as("the pages go on").isEqualTo(200);
  }

  @Nested
  class Groups {
    private final String name = "Practice " + System.nanoTime();

    private String made() {
      Browser.Page page =
          browser.post(
              "/admin/groups/make",
              "name",
              name,
              "username",
              owner.username(),
              "person",
              owner.id().toString(),
              "reason",
              "new practice");
      assertThat(page.location()).endsWith("?done=add");
      return page.location().replaceFirst(".*(/admin/groups/[^?]+).*", "$1");
    }

    private Browser.Page act(String group, String act, Person member) {
      return browser.post(
          group + "/" + act,
          "username",
          member.username(),
          "person",
          member.id().toString(),
          "reason",
          "asked by the practice");
    }

    @Test
    void changeNoMemberWhomThePageHasNotShown() {
      String group = made();
      Person other = people.byEmail();
      String[] form = {"username", other.username(), "reason", "asked by the practice"};
      Browser.Page shown = browser.post(group + "/add", form);
      assertThat(shown.status()).isEqualTo(422);
      assertThat(shown.text())
          .contains("Nothing was done yet. This is " + people.nameOf(other) + ", Physician.");
      assertThat(shown.body()).contains("name=\"person\" value=\"" + other.id() + "\"");
      String[] another = {
        "username", other.username(), "person", owner.id().toString(), "reason", "asked"
      };
      assertThat(browser.post(group + "/add", another).status()).as("another").isEqualTo(422);
      assertThat(rows.query("select from group_member where account_id = ?", other.id().value()))
          .isEmpty();
      act(group, "add", other);
      assertThat(browser.post(group + "/remove", form).text())
          .as("with the practice")
          .contains(people.nameOf(other) + ", Physician, " + name);
    }

    @Test
    void areMadeFilledAdministeredAndEmptied() {
      String group = made();
      assertThat(browser.get(group).text()).contains(name, owner.username(), "Member until");
      for (String act : List.of("make-admin", "no-admin", "confirm", "remove", "add")) {
        assertThat(act(group, act, owner).location()).as(act).endsWith("?done=" + act);
      }
      assertThat(act(group, "add", owner).status()).isEqualTo(409);
      assertThat(act(group, "make-admin", people.byEmail()).status()).isEqualTo(409);
      assertThat(browser.get("/admin/groups").text()).contains(name, "1 member");
    }

    @Test
    void getAnotherNameThatNoOtherGroupHas() {
      String group = made();
      String better = "Better " + name;
      assertThat(browser.post(group + "/rename", "newName", better).text()).contains("Say why");
      String[] form = {"newName", better, "renameReason", "misspelt"};
      assertThat(browser.post(group + "/rename", form).location()).endsWith("?done=renamed");
      assertThat(browser.get(group).text()).contains(better);
      assertThat(browser.post(group + "/rename", form).status()).as("again").isEqualTo(409);
      rows.update(
          "insert into care_group (id, name, name_key, kind, created_at) values (gen_random_uuid(), ?, ?, 'practice', now())",
          name.toUpperCase(Locale.ROOT),
          name.toLowerCase(Locale.ROOT));
      assertThat(browser.post(group + "/rename", "newName", name, "renameReason", "back").status())
          .as("of another group")
          .isEqualTo(409);
      assertThat(
              rows.query(
                  "select details ->> 'reason' as why from audit_event where type = 'GroupEvent.Renamed' and details ->> 'name' = ?",
                  better))
          .containsExactly(Map.of("why", "misspelt"));
    }

    @Test
    void areNotMadeTwiceNorWithoutTheirFirstMember() {
      made();
      Person other = people.byEmail();
      Browser.Page again = make(name.toUpperCase(Locale.ROOT), other);
      assertThat(again.status()).isEqualTo(409);
      assertThat(again.text()).contains("There is a group of this name already");
      assertThat(rows.query("select from group_member where account_id = ?", other.id().value()))
          .isEmpty();
      String empty = "Empty " + name;
      assertThat(make(empty, people.helpDesk()).status()).isEqualTo(409);
      assertThat(rows.query("select from care_group where name = ?", empty)).isEmpty();
    }

    private Browser.Page make(String its, Person first) {
      return browser.post(
          "/admin/groups/make",
          "name",
          its,
          "username",
          first.username(),
          "person",
          first.id().toString(),
          "reason",
          "asked");
    }

    @Test
    void areDeletedIfTheyWereMadeByMistake() {
      String group = made();
      String[] form = {"deleteReason", "made by mistake"};
      assertThat(browser.post(group + "/delete", form).status()).as("members").isEqualTo(409);
      act(group, "remove", owner);
      UUID share = UUID.randomUUID();
      rows.update(
          "insert into share (id, kind, sharer_id, shared_by, group_id, shared_at, valid_from) values (?, 'share', ?, 'a colleague', ?::uuid, now(), now())",
          share,
          owner.id().value(),
          group.replaceFirst(".*/", ""));
      assertThat(browser.post(group + "/delete", form).status()).as("a share").isEqualTo(409);
      rows.update("delete from share where id = ?", share);
      assertThat(browser.post(group + "/delete").text()).contains("Say why");
      assertThat(browser.post(group + "/delete", form).location()).endsWith("?done=deleted");
      assertThat(browser.get(group).status()).isEqualTo(404);
    }

    @Test
    void eachActIsRecordedWithTheReason() {
      String group = made();
      act(group, "remove", owner);
      assertThat(
              rows.query(
                  "select details ->> 'by' as by, details ->> 'reason' as reason from audit_event where account_id = ? and type = 'GroupEvent.Left'",
                  owner.id().value()))
          .containsExactly(Map.of("by", admin.username(), "reason", "asked by the practice"));
      assertThat(browser.post(group, "username", owner.username(), "reason", "x").status())
          .isEqualTo(405);
    }

    @Test
    void J06_noAdminJoinsOne() {
      assertThat(act(made(), "add", admin).status()).isEqualTo(409);
      assertThat(rows.query("select from group_member where account_id = ?", admin.id().value()))
          .isEmpty();
    }
  }

  @Nested
  class WhoSeesWhat {
    private final String uid = "1.2.826.0.1.3680043.10.1771.14." + System.nanoTime();
    private final String accession = "ACC-" + System.nanoTime();

    @BeforeEach
    void aStudyOfTheOwner() {
      String number = numbers.give(owner.id(), "LM");
      rows.update(
          """
          insert into study_index (study_uid, performed, study_date, modalities, institution, patient_name, accession_number, words)
          values (?, '2026-03-12 09:10', '2026-03-12', '{CT}', 'Lindenmoor', 'Ashgrove^Tilda', ?, array_to_tsvector(array['acc', ?, ?]))
          """,
          uid,
          accession,
          accession.substring(4),
          "n=LM|" + number);
      rows.update(
          "insert into study_person (study_uid, part, issuer, number, study_date, performed, seen_at) values (?, 'requesting', 'LM', ?, '2026-03-12', '2026-03-12 09:10', now())",
          uid,
          number);
    }

    private Browser.Page look(String study, String person) {
      return browser.post("/admin/access/study", "study", study, "person", person);
    }

    @Test
    void isSaidForAStudyAndOneAccount() {
      Browser.Page page = browser.follow(look(accession, owner.username()));
      assertThat(page.text())
          .contains(owner.username() + " sees it", "CT, Lindenmoor", "Is the account")
          .doesNotContain("Ashgrove", "Tilda");
      assertThat(browser.follow(look(uid, people.byEmail().username())).text())
          .contains("does not see it", "There is no reason");
      assertThat(look("ACC-0", "").status()).isEqualTo(422);
      assertThat(look(accession, "nobody").status()).isEqualTo(422);
    }

    /** A share of somebody who has the study by a number. */
    private UUID shared(Person sharer, String number, Person receiver) {
      UUID share = UUID.randomUUID();
      rows.update(
          "insert into share (id, kind, sharer_id, shared_by, account_id, shared_at, valid_from) values (?, 'share', ?, 'a colleague', ?, now(), '2020-01-01')",
          share,
          sharer.id().value(),
          receiver.id().value());
      rows.update("insert into share_study (share_id, study_uid) values (?, ?)", share, uid);
      rows.update(
          "insert into study_person (study_uid, part, issuer, number, study_date, performed, seen_at) values (?, 'referring', 'LM', ?, '2026-03-12', '2026-03-12 09:10', now())",
          uid,
          number);
      return share;
    }

    @Test
    void isWithdrawnFromAShareWithAReasonOnceAndTold() {
      Person sharer = people.byEmail();
      Person receiver = people.byEmail();
      UUID share = shared(sharer, numbers.give(sharer.id(), "LM"), receiver);
      assertThat(browser.follow(look(uid, receiver.username())).text())
          .contains(receiver.username() + " sees it");
      String page = "/admin/access/study/" + uid;
      assertThat(browser.post(page + "/withdraw", "id", share.toString()).text())
          .contains("Say why");
      String[] form = {"id", share.toString(), "reason", "sent to the wrong person"};
      assertThat(browser.post(page + "/withdraw", form).location()).endsWith("?withdrawn");
      assertThat(browser.follow(look(uid, receiver.username())).text())
          .contains(receiver.username() + " does not see it");
      assertThat(
              Inbox.next(
                      sharer.email(), it -> String.valueOf(it.subject()).contains("ended a share"))
                  .text())
          .contains("By: " + people.nameOf(admin))
          .doesNotContain("Ashgrove", admin.username());
      assertThat(browser.post(page + "/withdraw", form).location()).endsWith(uid);
      assertThat(
              rows.query(
                  "select details ->> 'reason' as why, details ->> 'by' as by from audit_event where type = 'StudyEvent.ShareEnded' and account_id = ?",
                  sharer.id().value()))
          .containsExactly(Map.of("why", "sent to the wrong person", "by", admin.username()));
    }

    @Test
    void isWithdrawnFromAShareThatHasNoEffectSoThatItDoesNotComeBack() {
      Person sharer = people.byEmail();
      Person receiver = people.byEmail();
      String number = numbers.give(sharer.id(), "LM");
      UUID share = shared(sharer, number, receiver);
      numbers.take(sharer.id());
      assertThat(browser.follow(look(uid, receiver.username())).text())
          .contains("does not see it", "Without effect", "does not take effect again");
      String[] form = {"id", share.toString(), "reason", "sent to the wrong person"};
      assertThat(browser.post("/admin/access/study/" + uid + "/withdraw", form).location())
          .endsWith("?withdrawn");
      rows.update(
          "insert into physician_number (account_id, issuer, number) values (?, 'LM', ?)",
          sharer.id().value(),
          number);
      assertThat(browser.follow(look(uid, sharer.username())).text())
          .contains(sharer.username() + " sees it");
      assertThat(browser.follow(look(uid, receiver.username())).text())
          .contains(receiver.username() + " does not see it")
          .doesNotContain("Without effect");
    }

    @Test
    void isSaidForAnAccountAndRecorded() {
      Browser.Page page =
          browser.follow(browser.post("/admin/access/account", "username", owner.username()));
      assertThat(page.text()).contains(accession, "CT, Lindenmoor").doesNotContain("Ashgrove");
      assertThat(
              rows.query(
                  "select details ->> 'by' as by from audit_event where type = 'SystemEvent.AccessExamined' and details #>> '{examined,value}' = ?",
                  owner.id().value().toString()))
          .containsExactly(Map.of("by", admin.username()));
      assertThat(rows.query("select from study_opened where study_uid = ?", uid)).isEmpty();
    }
  }

  @Nested
  class State {
    @Test
    void aTestMessageGoesToOnesOwnAddressFiveTimesAnHour() {
      browser.get("/admin/messages");
      for (int i = 0; i < 5; i++) {
        assertThat(browser.post("/admin/messages/test", "channel", "email").location())
            .endsWith("?done=email");
      }
      // The notice that this limit is reached contains its name, test-messages.
      assertThat(Inbox.next(admin.email(), it -> it.text().contains("No action is needed")).text())
          .contains("test");
      assertThat(browser.post("/admin/messages/test", "channel", "email").status()).isEqualTo(429);
      assertThat(browser.post("/admin/messages/test", "channel", "sms").status()).isEqualTo(409);
      assertThat(browser.get("/admin/messages").text())
          .contains("e-mail")
          .doesNotContain(admin.email());
    }

    @Test
    void allMessagesOfADayAreCounted() {
      rows.update(
          "insert into outbox (id, channel, destination, subject, state, created_at, next_try_at, expires_at, ended_at)"
              + " select gen_random_uuid(), 'email', decode('0178', 'hex'), 'many', 'unknown', t, t, t, t"
              + " from (select created_at as t from outbox order by created_at desc limit 1) newest,"
              + " generate_series(1, 2500)");
      assertThat(browser.get("/admin/messages").text())
          .containsPattern("Possibly not sent (2[5-9]\\d\\d|[3-9]\\d\\d\\d)");
      rows.update("delete from outbox where subject = 'many'");
    }

    @Test
    void limitsNameWhoIsNearWithoutNamingWhomTheyHash() {
      rows.update(
          "insert into rate_limit (key, name, share, used, max_uses, ends_at) values (decode(md5(?), 'hex'), 'test-limit', 'new', 9, 10, now() + interval '100 years')",
          owner.username());
      assertThat(browser.get("/admin/limits").text())
          .contains("test-limit", "9 of 10", "1 of them is near it");
      rows.update("delete from rate_limit where name = 'test-limit'");
    }

    /** Wrong codes from one address are counted without a maximum. */
    @Test
    void limitsAreShownAfterAWrongCode() {
      rows.update(
          "insert into rate_limit (key, name, share, used, max_uses, ends_at) values (decode(md5(?), 'hex'), 'test-count', 'new', 1, ?, now() + interval '100 years')",
          owner.username(),
          Integer.MAX_VALUE);
      assertThat(browser.get("/admin/limits").status()).isEqualTo(200);
      assertThat(browser.get("/admin/limits").text()).doesNotContain("test-count");
      rows.update("delete from rate_limit where name = 'test-count'");
    }

    @Test
    void tasksAndTheArchiveAreShown() {
      assertThat(browser.get("/admin/state").text())
          .contains("Archive read again", "Old data deleted", "Linked phones")
          .doesNotContainPattern("\\p{Lu}\\w+\\.\\p{Ll}\\w+");
    }
  }

  @Nested
  class Policy {
    private String preview(String settings) {
      browser.get("/admin/policy");
      return browser.post("/admin/policy/preview", "settings", settings).text();
    }

    @Test
    void listsWhatIsInForceWithoutSecrets() {
      assertThat(browser.get("/admin/policy").text())
          .contains("Settings in force", "sallyport.otp.ttl", "sallyport.lock.after")
          .contains("sallyport.archive.password •••", "sallyport.otp.channels email, sms sally")
          .doesNotContain("sallyport.limits.scaled");
    }

    @Test
    void saysWhomAChangedSettingConcerns() {
      rows.update("update account set wrong_codes = 2 where id = ?", owner.id().value());
      assertThat(preview("sallyport.lock.after: 3"))
          .contains("sallyport.lock.after", "The next wrong code would lock");
      assertThat(preview("sallyport:\n  otp:\n    channels: sms"))
          .contains("sallyport.otp.channels", "use this now");
      assertThat(preview("sallyport.password.min-length: 20")).contains("only hashes");
      assertThat(preview("sallyport.lock.after: 5")).contains("in force already");
      assertThat(preview("sallyport.otp.channels: email,sms")).contains("in force already");
    }

    @Test
    void saysWhatWouldStopTheStart() {
      assertThat(preview("sallyport.lock.affter: 3"))
          .contains("would not start", "did you mean sallyport.lock.after?");
      assertThat(preview("sallyport.policy: asvs-l2\nsallyport.otp.ttl: 30m"))
          .contains("not allowed by the policy asvs-l2");
      assertThat(preview("a: [")).contains("not YAML");
    }

    @Test
    void ofAnotherPolicyListsEverySettingThatItChanges() {
      assertThat(preview("sallyport.policy: nist-aal2"))
          .contains("sallyport.otp.channels", "sallyport.remember.duration", "nothing else");
    }
  }
}
