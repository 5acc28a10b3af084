package org.sallyport.connect.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.Program;
import org.sallyport.connect.apikeys.Program.Answer;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The admin API as a program uses it, and what it refuses. Each answer is compared with the file.
 */
@SallyportTest
class AdminApiTest {
  private static final String ACCOUNTS = "/api/v1/accounts";
  private static final String WHY = "{\"reason\": \"ticket 4711\"}";

  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired NewUsernames usernames;
  @Autowired TransactionTemplate transaction;
  @Autowired Disabling disabling;
  @Autowired TurnableClock clock;

  private final OpenApi api = new OpenApi();
  private Person admin;
  private Program program;
  private final String username = "ada" + System.nanoTime();

  @BeforeEach
  void hasAKey() {
    admin = people.admin();
    program =
        Program.with(
            keys,
            port,
            admin.id(),
            EnumSet.range(KeyScope.ACCOUNTS_READ, KeyScope.AUDIT_READ).toArray(KeyScope[]::new));
  }

  private Answer get(String path) {
    return api.checked(program.get(path));
  }

  private Answer make(String more) {
    return api.checked(
        program.post(
            ACCOUNTS,
            """
            {"username": "%s", "name": "Ada Lindqvist", "email": "%s@lindenmoor.example", "role": "physician",
             "reason": "ticket 4711"%s}
            """
                .formatted(username, username, more)));
  }

  /** An act on an account as it is now. */
  private Answer act(Object id, String act, String body) {
    String path = ACCOUNTS + "/" + id;
    return api.checked(
        program.send("POST", path + "/" + act, body, "If-Match", get(path).header("ETag")));
  }

  private Answer change(Object id, String body) {
    String path = ACCOUNTS + "/" + id;
    return api.checked(program.send("PATCH", path, body, "If-Match", get(path).header("ETag")));
  }

  private String event(Person person, String type) {
    return String.valueOf(
        rows.query(
                "select details::text as it from audit_event where account_id = ? and type = ? order by id desc",
                person.id().value(),
                type)
            .getFirst()
            .get("it"));
  }

  @Test
  void Rule59_theUsernameOfAnErasedAccountIsNotGivenAgain() {
    transaction.executeWithoutResult(status -> usernames.erased(username));
    Answer refused = make("");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().toString()).contains("belonged to an account that was erased");
  }

  @Test
  void anAccountIsMadeInvitedChangedDisabledAndEnabled() {
    Answer made = make(", \"groups\": [\"Practice " + username + "\"]");
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String id = made.text("id");
    assertThat(made.header("Location")).isEqualTo(ACCOUNTS + "/" + id);
    assertThat(made.text("state")).isEqualTo("invited");
    assertThat(made.text("email")).contains("•").doesNotContain(username);
    assertThat(
            Inbox.next(username + "@lindenmoor.example", it -> it.text().contains("/activate/"))
                .text())
        .isNotEmpty();
    assertThat(get(ACCOUNTS + "?username=" + username).json().path("accounts").size()).isEqualTo(1);

    Answer changed = change(id, "{\"name\": \"Ada Moor\", \"groups\": [], \"reason\": \"x\"}");
    assertThat(changed.text("name")).isEqualTo("Ada Moor");
    assertThat(changed.json().path("groups").size()).isZero();
    assertThat(changed.header("ETag")).isEqualTo(get(ACCOUNTS + "/" + id).header("ETag"));

    assertThat(act(id, "invite", WHY).status()).isEqualTo(200);
    assertThat(act(id, "disable", WHY).text("state")).isEqualTo("disabled");
    assertThat(act(id, "disable", WHY).status()).isEqualTo(409);
    assertThat(act(id, "invite", WHY).status()).isEqualTo(409);
    assertThat(act(id, "enable", WHY).text("state")).isEqualTo("invited");
    assertThat(
            rows.count(
                "audit_event where account_id = '"
                    + id
                    + "' and details ->> 'by' = 'key "
                    + program.name()
                    + "'"))
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void Rule34_disablingEndsSessionsAndTheOwnerIsTold() {
    Person person = people.byEmail();
    Visitors.signedIn(person, port);
    assertThat(rows.sessions(person.id())).isEqualTo(1);
    assertThat(act(person.id(), "disable", WHY).status()).isEqualTo(200);
    assertThat(rows.sessions(person.id())).isZero();
    assertThat(Inbox.next(person.email(), it -> it.text().contains("disabled")).text())
        .contains("ticket 4711")
        .doesNotContain(program.name());
    assertThat(event(person, "AccountEvent.Disabled"))
        .contains("\"key " + program.name() + "\"", "ticket 4711");
  }

  @Test
  void accountsAreListedInPages() {
    for (int i = 0; i < 51; i++) {
      people.undecided();
    }
    Answer first = get(ACCOUNTS);
    assertThat(first.json().path("accounts").size()).isEqualTo(50);
    Answer second = get(ACCOUNTS + "?after=" + first.text("next"));
    assertThat(second.json().path("accounts").path(0).path("id"))
        .isNotEqualTo(first.json().path("accounts").path(49).path("id"));
    assertThat(get(ACCOUNTS + "?after=x").status()).isEqualTo(400);
    assertThat(get(ACCOUNTS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(get(ACCOUNTS + "?username=nobody").json().path("accounts").size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 422 | username",
        "{\"username\": 5, \"reason\": \"x\"} | 422 | username",
        "{\"usrname\": \"x\", \"reason\": \"x\"} | 422 | usrname",
        "{\"username\": \"x\", \"name\": \"-\", \"role\": \"physician\", \"reason\": \"x\"} | 422 | name",
        "{\"username\": \"x\", \"name\": \"X\", \"role\": \"physician\", \"groups\": \"A\", \"reason\": \"x\"} | 422 | groups",
        "{\"username\": \"x\", \"name\": \"X\", \"role\": \"physician\", \"groups\": [\"A;B\"], \"reason\": \"x\"} | 422 | groups",
        "{\"username\": \"x\", \"name\": \"X\", \"role\": \"physician\", \"phone\": \"12\", \"reason\": \"x\"} | 422 | phone",
        "{\"username\": \"x\", \"name\": \"X\", \"role\": \"physician\"} | 422 | reason",
        "[] | 400 | ''",
        "{\"username\": \"x\", \"username\": \"y\"} | 400 | ''",
        "{ | 400 | ''"
      })
  void whatIsWrongInABodyIsSaidByField(String body, int status, String field) {
    Answer answer = api.checked(program.post(ACCOUNTS, body));
    assertThat(answer.status()).isEqualTo(status);
    if (!field.isEmpty()) {
      assertThat(answer.json().path("errors").path(field).asString("")).isNotEmpty();
    }
  }

  @Test
  void bodiesAreJsonOfBoundedLength() {
    assertThat(
            api.checked(program.send("POST", ACCOUNTS, "a=b", "Content-Type", "text/plain"))
                .status())
        .isEqualTo(415);
    assertThat(api.checked(program.post(ACCOUNTS, "x".repeat((1 << 16) + 1))).status())
        .isEqualTo(413);
    assertThat(
            api.checked(
                    program.send(
                        program
                            .request(ACCOUNTS)
                            .header("Content-Type", "application/json")
                            .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                    () -> new ByteArrayInputStream(new byte[9])))))
                .status())
        .isEqualTo(411);
  }

  @Test
  void Q46_aChangeNamesWhatWasRead() {
    Person person = people.byEmail();
    String path = ACCOUNTS + "/" + person.id();
    String etag = get(path).header("ETag");
    String body = "{\"name\": \"Other Name\", \"reason\": \"x\"}";
    assertThat(api.checked(program.send("PATCH", path, body)).status()).isEqualTo(428);
    assertThat(api.checked(program.send("PATCH", path, body, "If-Match", "*")).status())
        .isEqualTo(412);
    assertThat(api.checked(program.send("PATCH", path, body, "If-Match", etag)).status())
        .isEqualTo(200);
    assertThat(api.checked(program.send("PATCH", path, body, "If-Match", etag)).status())
        .isEqualTo(412);
  }

  @Test
  void Q46_aRepeatedUnlockDoesNotUnlockALockThatCameLater() {
    Person person = people.byEmail();
    String path = ACCOUNTS + "/" + person.id();
    lock(person, "L-1111");
    String etag = get(path).header("ETag");
    assertThat(api.checked(program.send("POST", path + "/unlock", WHY, "If-Match", etag)).status())
        .isEqualTo(200);
    assertThat(act(person.id(), "unlock", WHY).status()).isEqualTo(409);
    lock(person, "L-2222");
    assertThat(api.checked(program.send("POST", path + "/unlock", WHY, "If-Match", etag)).status())
        .isEqualTo(412);
    assertThat(rows.isLocked(person.id())).isTrue();
    assertThat(event(person, "LockEvent.Unlocked")).contains("key " + program.name());
  }

  private void lock(Person person, String reference) {
    rows.update(
        "update account set locked_at = ?, lock_reference = ?, wrong_codes = 5 where id = ?",
        Timestamp.from(clock.instant()),
        reference,
        person.id().value());
  }

  @Test
  void Q45_anUnlockByAKeyCountsLikeOneOfTheDesk() {
    Person person = people.byEmail();
    for (int i = 0; i < 5; i++) {
      lock(person, "L-" + i);
      assertThat(act(person.id(), "unlock", WHY).status()).isEqualTo(200);
    }
    lock(person, "L-9");
    assertThat(act(person.id(), "unlock", WHY).status()).isEqualTo(409);
    assertThat(rows.isLocked(person.id())).isTrue();
  }

  @Test
  void Q45_noKeyMakesAdminsNorChangesTheirAccounts() {
    for (String role : new String[] {"admin", "helpdesk", "Admin", "HELPDESK "}) {
      Answer refused =
          api.checked(
              program.post(
                  ACCOUNTS,
                  "{\"username\": \"%s\", \"name\": \"X\", \"role\": \"%s\", \"reason\": \"x\"}"
                      .formatted(username, role)));
      assertThat(refused.status()).as(role).isEqualTo(403);
    }
    assertThat(rows.count("account where username = '" + username + "'")).isZero();
    Person person = people.byEmail();
    assertThat(change(person.id(), "{\"role\": \"admin\", \"reason\": \"x\"}").status())
        .isEqualTo(403);
    for (Person staff : new Person[] {people.admin(), people.helpDesk()}) {
      assertThat(change(staff.id(), "{\"email\": \"x@evil.example\", \"reason\": \"x\"}").status())
          .isEqualTo(403);
      assertThat(act(staff.id(), "reset", WHY).status()).isEqualTo(403);
      assertThat(act(staff.id(), "disable", WHY).status()).isEqualTo(403);
      rows.update("update account set disabled_at = now() where id = ?", staff.id().value());
      assertThat(act(staff.id(), "enable", WHY).status()).isGreaterThanOrEqualTo(400);
      assertThat(
              rows.count(
                  "account where disabled_at is not null and id = '" + staff.id().value() + "'"))
          .isEqualTo(1);
    }
  }

  @Test
  void Q45_aKeyEnablesOnlyWhatItDisabledLastItself() {
    Person person = people.byEmail();
    act(person.id(), "disable", WHY);
    assertThat(act(person.id(), "enable", WHY).status()).isEqualTo(200);
    act(person.id(), "disable", WHY);
    disabling.enable(person.id(), "operator", "back", Origin.COMMAND_LINE);
    disabling.disable(person.id(), "operator", "misuse", Origin.COMMAND_LINE);
    Answer refused = act(person.id(), "enable", WHY);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("An admin does");
    disabling.enable(person.id(), "operator", "back", Origin.COMMAND_LINE);
    act(person.id(), "disable", WHY);
    Program first = program;
    program = Program.with(keys, port, admin.id(), KeyScope.ACCOUNTS_READ, KeyScope.ACCOUNTS_WRITE);
    assertThat(act(person.id(), "enable", WHY).status()).as("another key").isEqualTo(409);
    program = first;
    assertThat(act(person.id(), "enable", WHY).status()).isEqualTo(200);
  }

  @Test
  void Q45_aKeyThatChangesTooManyIsStoppedUntilAnAdminLetsItGoOn() {
    rows.update(
        "update account set disabled_at = now() where disabled_at is null and id <> ?",
        admin.id().value());
    clock.turn(Duration.ofMinutes(2));
    List<Person> all = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      all.add(people.byEmail());
    }
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Person each = all.get(i);
      Answer answer =
          i % 2 == 0
              ? change(each.id(), "{\"role\": \"patient\", \"reason\": \"x\"}")
              : act(each.id(), "disable", WHY);
      answers.add(answer.status());
    }
    assertThat(answers.subList(0, 10)).containsOnly(200);
    assertThat(answers.subList(10, 14)).containsOnly(503);
    assertThat(act(all.get(11).id(), "disable", WHY).header("Retry-After")).isNotEmpty();
    assertThat(change(all.get(12).id(), "{\"language\": \"nl\", \"reason\": \"x\"}").status())
        .as("a language is no right")
        .isEqualTo(200);
    Browser browser = Visitors.signedIn(admin, port);
    assertThat(browser.get("/admin/directories").text()).contains("It would change 4 accounts");
    browser.post(
        "/admin/directories/let-through",
        "directory",
        "key " + program.name(),
        "shown",
        "4",
        "reason",
        "they left");
    assertThat(act(all.get(11).id(), "disable", WHY).status()).isEqualTo(200);
    assertThat(act(all.get(13).id(), "disable", WHY).status()).isEqualTo(200);
    rows.update("delete from directory_leaver");
    rows.update("delete from directory_sync");
  }

  @Test
  void Q45_theLastAdminAndTheMakerOfTheKeyStay() {
    assertThat(act(admin.id(), "disable", WHY).status()).isEqualTo(403);
    lock(admin, "L-7");
    assertThat(act(admin.id(), "unlock", WHY).status()).isEqualTo(403);
    rows.update(
        "update account set locked_at = null, wrong_codes = 0 where id = ?", admin.id().value());
    Person other = people.admin();
    rows.update(
        "update account set disabled_at = now() where role = 'admin' and id <> ?",
        other.id().value());
    assertThat(act(other.id(), "disable", WHY).status()).isEqualTo(403);
    assertThat(rows.count("account where disabled_at is null and role = 'admin'")).isEqualTo(1);
  }

  @Test
  void Q45_aContactThatAKeyChangesWaits() {
    Person person = people.byEmail();
    Answer changed =
        change(
            person.id(),
            "{\"email\": \"new" + username + "@lindenmoor.example\", \"reason\": \"x\"}");
    assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    assertThat(
            rows.query(
                    "select email_codes_blocked_until > ? as waits from account where id = ?",
                    Timestamp.from(clock.instant().plus(Duration.ofHours(23))),
                    person.id().value())
                .getFirst()
                .get("waits"))
        .isEqualTo(true);
    rows.update("update api_key set made_by = null where name = ?", program.name());
    Person second = people.byEmail();
    change(second.id(), "{\"email\": \"b" + username + "@lindenmoor.example\", \"reason\": \"x\"}");
    assertThat(
            rows.count(
                "account where email_codes_blocked_until is not null and id = '"
                    + second.id()
                    + "'"))
        .as("also when the maker of the key is gone")
        .isEqualTo(1);
  }

  @Test
  void Q45_aResetByAKeyIsTheMakersWaitsAndEndsWithThem() {
    Person person = people.bySms();
    Answer asked = act(person.id(), "reset", "{\"reason\": \"card shown\", \"phoneLost\": true}");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(Instant.parse(asked.text("dueAt"))).isAfter(clock.instant().plusSeconds(80_000));
    assertThat(act(person.id(), "reset", WHY).status()).isEqualTo(409);
    assertThat(act(person.id(), "reset", "{\"reason\": \"x\", \"phoneLost\": 1}").status())
        .isEqualTo(422);
    assertThat(
            rows.query(
                "select requester_id from factor_reset where account_id = ?", person.id().value()))
        .extracting(it -> it.get("requester_id"))
        .containsExactly(admin.id().value());
    rows.update("update account set role = 'physician' where id = ?", admin.id().value());
    assertThat(act(people.bySms().id(), "reset", WHY).status()).isEqualTo(403);
    rows.update("update api_key set made_by = null where name = ?", program.name());
    assertThat(act(people.bySms().id(), "reset", WHY).status()).isEqualTo(403);
  }

  @Test
  void membersAreAddedConfirmedAndRemoved() {
    make(", \"groups\": [\"Practice " + username + "\"]");
    Person person = people.byEmail();
    String group =
        String.valueOf(
            rows.query("select id from care_group where name = ?", "Practice " + username)
                .getFirst()
                .get("id"));
    String path = "/api/v1/groups/" + group;
    assertThat(get("/api/v1/groups").json().path("groups").toString()).contains(group);
    String etag = get(path).header("ETag");
    String member = path + "/members/" + person.id();
    Answer added = api.checked(program.send("POST", member + "/add", WHY, "If-Match", etag));
    assertThat(added.json().path("members").toString()).contains(person.username());
    assertThat(api.checked(program.send("POST", member + "/add", WHY, "If-Match", etag)).status())
        .isEqualTo(412);
    String now = added.header("ETag");
    assertThat(api.checked(program.send("POST", member + "/add", WHY, "If-Match", now)).status())
        .isEqualTo(409);
    assertThat(
            api.checked(program.send("POST", member + "/remove", WHY, "If-Match", now))
                .json()
                .path("members")
                .toString())
        .doesNotContain(person.username());
    assertThat(event(person, "GroupEvent.Left")).contains("key " + program.name());
    assertThat(
            api.checked(
                    program.send(
                        "POST",
                        path + "/members/" + admin.id() + "/add",
                        WHY,
                        "If-Match",
                        get(path).header("ETag")))
                .status())
        .as("not the maker")
        .isEqualTo(409);
    assertThat(get("/api/v1/groups/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void sharesAreListedAndEnded() {
    Person sharer = people.byEmail();
    Person receiver = people.byEmail();
    UUID share = UUID.randomUUID();
    String study = "1.2.3." + System.nanoTime();
    rows.update(
        """
        insert into share (id, kind, sharer_id, shared_by, account_id, shared_at, valid_from)
        values (?, 'share', ?, 'A', ?, now(), now())
        """,
        share,
        sharer.id().value(),
        receiver.id().value());
    rows.update("insert into share_study (share_id, study_uid) values (?, ?)", share, study);
    Answer found = get("/api/v1/shares?study=" + study);
    assertThat(found.json().path("shares").path(0).path("sharer").asString())
        .isEqualTo(sharer.username());
    assertThat(get("/api/v1/shares?study=x").status()).isEqualTo(422);
    get("/api/v1/shares");
    UUID outside = UUID.randomUUID();
    rows.update(
        """
        insert into share (id, kind, sharer_id, shared_by, email, shared_at, valid_from)
        values (?, 'share', ?, 'A', 'outside.reader@elsewhere.example', now(), now())
        """,
        outside,
        sharer.id().value());
    rows.update("insert into share_study (share_id, study_uid) values (?, ?)", outside, study);
    assertThat(get("/api/v1/shares?study=" + study).response().body())
        .contains("@elsewhere.example")
        .doesNotContain("outside.reader");
    rows.update("delete from share where id = ?", outside);
    String end = "/api/v1/shares/" + share + "/end";
    assertThat(api.checked(program.post(end, "{}")).status()).isEqualTo(422);
    assertThat(api.checked(program.post(end, WHY)).status()).isEqualTo(204);
    assertThat(api.checked(program.post(end, WHY)).status()).isEqualTo(404);
    assertThat(get("/api/v1/shares?study=" + study).json().path("shares").size()).isZero();
    assertThat(event(sharer, "StudyEvent.ShareEnded")).contains("key " + program.name());
  }

  @Test
  void theAuditLogIsReadByTimeInPagesAndThatIsRecorded() {
    Person person = people.byEmail();
    act(person.id(), "disable", WHY);
    act(person.id(), "enable", WHY);
    Answer found =
        get(
            "/api/v1/audit?kind=AccountEvent&account="
                + person.id()
                + "&from=2000-01-01T00:00:00Z");
    assertThat(found.json().path("events").valueStream().map(it -> it.path("type").asString()))
        .startsWith("AccountEvent.Enabled", "AccountEvent.Disabled");
    String id = found.json().path("events").path(0).path("id").asString();
    assertThat(get("/api/v1/audit/" + id).text("type")).isEqualTo("AccountEvent.Enabled");
    assertThat(get("/api/v1/audit/999999999999").status()).isEqualTo(404);
    for (String wrong : new String[] {"kind=x", "from=yesterday", "account=1", "before=1"}) {
      assertThat(get("/api/v1/audit?" + wrong).status()).as(wrong).isEqualTo(422);
    }
    for (int i = 0; i < 101; i++) {
      program.get("/api/v1/key");
    }
    Answer first = get("/api/v1/audit?kind=KeyEvent");
    assertThat(first.json().path("events").size()).isEqualTo(100);
    Answer second = get("/api/v1/audit?kind=KeyEvent&before=" + first.text("next"));
    assertThat(second.json().path("events").path(0).path("id"))
        .isNotEqualTo(first.json().path("events").path(99).path("id"));
    assertThat(
            rows.count(
                "audit_event where type = 'SystemEvent.AuditSearched' and details ->> 'by' = 'key "
                    + program.name()
                    + "'"))
        .isEqualTo(4);
  }
}
