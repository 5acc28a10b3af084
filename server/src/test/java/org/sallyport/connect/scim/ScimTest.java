package org.sallyport.connect.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.connect.apikeys.ApiKeyStore;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.Program;
import org.sallyport.connect.apikeys.Program.Answer;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** SCIM as Entra ID and Okta speak it (their documentation, 2026), and what nobody does by it. */
@SallyportTest
class ScimTest {
  private static final String USERS = "/scim/v2/Users";
  private static final String GROUPS = "/scim/v2/Groups";
  private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  private static final Pattern PARTS = Pattern.compile("\\.");

  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  @Autowired ApiKeyStore store;
  @Autowired People people;
  @Autowired NewUsernames usernames;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired TransactionTemplate transaction;

  private Person admin;
  private Program system;
  private final String name = "user" + System.nanoTime();

  @BeforeEach
  void hasAKey() {
    rows.update("update scim_user set gone_at = now(), disabled_at = null");
    rows.update("delete from directory_leaver");
    rows.update("delete from directory_sync");
    admin = people.admin();
    system = Program.with(keys, port, admin.id(), KeyScope.SCIM);
  }

  private Answer send(String method, String path, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/scim+json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    Answer answer = system.send(method, path, body, all);
    if (answer.status() != 204) {
      assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
    }
    return answer;
  }

  /** A patch of one operation. */
  private Answer patch(String path, String operation) {
    return send(
        "PATCH", path, "{\"schemas\": [\"%s\"], \"Operations\": [%s]}".formatted(PATCH, operation));
  }

  private String make() {
    return make(name);
  }

  private String make(String userName) {
    Answer made =
        send(
            "POST",
            USERS,
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "externalId": "ext-%1$s", "userName": "%1$s", "active": true, "displayName": "Dr %1$s",
             "emails": [{"primary": true, "type": "work", "value": "%1$s@lindenmoor.example"}],
             "meta": {"resourceType": "User"},
             "name": {"formatted": "given family", "familyName": "family", "givenName": "given"},
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "X"}, "roles": []}
            """
                .formatted(userName));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(made.header("Location")).endsWith(USERS + "/" + made.text("id"));
    return USERS + "/" + made.text("id");
  }

  private static UUID id(String path) {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  private JsonNode get(String path) {
    Answer answer = system.get(path);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private String account(String path, String column) {
    return String.valueOf(
        rows.query("select " + column + " as it from account where id = ?", id(path))
            .getFirst()
            .get("it"));
  }

  @Test
  void anAccountIsMadeAndItsOwnerInvited() {
    String path = make();
    JsonNode user = get(path);
    assertThat(user.path("userName").asString()).isEqualTo(name);
    assertThat(user.path("externalId").asString()).isEqualTo("ext-" + name);
    assertThat(user.path("active").asBoolean()).isTrue();
    assertThat(user.path("emails").path(0).path("value").asString())
        .isEqualTo(name + "@lindenmoor.example");
    assertThat(user.path("meta").path("location").asString()).endsWith(path);
    assertThat(account(path, "role")).isEqualTo("physician");
    assertThat(account(path, "name")).isEqualTo("Dr " + name);
    assertThat(Inbox.next(name + "@lindenmoor.example").text()).contains("/activate/");
    assertThat(
            rows.count(
                "audit_event where type = 'AccountEvent.Imported' and account_id = '"
                    + id(path)
                    + "' and details ->> 'by' = 'key "
                    + system.name()
                    + "'"))
        .isEqualTo(1);
  }

  @Test
  void entraAsksForAUserByNameAndGetsNone() {
    JsonNode none = get(USERS + "?filter=userName+eq+%22" + name + "%22");
    assertThat(none.path("totalResults").asInt()).isZero();
    assertThat(none.path("Resources").isArray()).isTrue();
    String path = make();
    for (String filter :
        List.of(
            "userName eq \"" + name.toUpperCase(Locale.ROOT) + "\"",
            "externalId eq \"ext-" + name + "\"",
            "id eq \"" + id(path) + "\"",
            "emails[type eq \"work\" and value eq \"" + name + "@lindenmoor.example\"]",
            "userName sw \"" + name + "\" and not (active eq false)")) {
      assertThat(
              get(USERS + "?filter=" + encoded(filter))
                  .path("Resources")
                  .path(0)
                  .path("userName")
                  .asString())
          .as(filter)
          .isEqualTo(name);
    }
    assertThat(system.get(USERS + "?filter=userName+is+1").text("scimType"))
        .isEqualTo("invalidFilter");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void listsHavePagesAndOnlyTheAttributesThatAreAskedFor() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      paths.add(make(name + i));
      clock.turn(Duration.ofSeconds(1));
    }
    JsonNode second = get(USERS + "?startIndex=2&count=1&attributes=userName,name.givenName");
    assertThat(second.path("totalResults").asInt()).isEqualTo(3);
    assertThat(second.path("itemsPerPage").asInt()).isEqualTo(1);
    assertThat(second.path("Resources").path(0).propertyNames())
        .containsExactlyInAnyOrder("schemas", "id", "userName", "name");
    assertThat(second.path("Resources").path(0).path("name").toString())
        .isEqualTo("{\"givenName\":\"given\"}");
    assertThat(second.path("Resources").path(0).path("id").asString())
        .isEqualTo(id(paths.get(1)).toString());
    assertThat(get(USERS + "?count=0").path("Resources").size()).isZero();
    assertThat(get(USERS + "?startIndex=-5&count=1").path("startIndex").asInt()).isEqualTo(1);
    assertThat(
            get(USERS + "?excludedAttributes=groups,emails")
                .path("Resources")
                .path(0)
                .propertyNames())
        .contains("userName")
        .doesNotContain("groups", "emails");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Entra ID
        "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"} | active | false",
        "{\"op\": \"Replace\", \"path\": \"active\", \"value\": false} | active | false",
        "{\"op\": \"Replace\", \"value\": {\"active\": \"False\"}} | active | false",
        "{\"op\": \"Add\", \"path\": \"name.familyName\", \"value\": \"Moor\"} | name.familyName | Moor",
        "{\"op\": \"Replace\", \"value\": {\"name.familyName\": \"Moor\", \"displayName\": \"X\"}} | name.familyName | Moor",
        "{\"op\": \"Replace\", \"path\": \"emails[type eq \\\"work\\\"].value\", \"value\": \"moor@lindenmoor.example\"} | emails.0.value | moor@lindenmoor.example",
        "{\"op\": \"Add\", \"path\": \"phoneNumbers[type eq \\\"mobile\\\"].value\", \"value\": \"+32470123456\"} | phoneNumbers.0.value | +32470123456",
        "{\"op\": \"Replace\", \"path\": \"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department\", \"value\": \"Y\"} | active | true",
        "{\"op\": \"Remove\", \"path\": \"name.givenName\"} | name.familyName | family",
        "{\"op\": \"Add\", \"value\": {\"urn:ietf:params:scim:schemas:core:2.0:User\": {\"displayName\": \"Moor\"}}} | displayName | Moor",
        // Okta
        "{\"op\": \"replace\", \"value\": {\"active\": false}} | active | false",
        "{\"op\": \"replace\", \"path\": \"name\", \"value\": {\"familyName\": \"Moor\"}} | name.familyName | Moor",
        "{\"op\": \"replace\", \"value\": {\"title\": \"Dr\", \"nickName\": \"M\"}} | active | true"
      })
  void patchesOfEntraAndOkta(String operation, String path, String value) {
    String user = make();
    Answer changed = patch(user, operation);
    assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
    JsonNode at = get(user);
    for (String part : PARTS.splitAsStream(path).toList()) {
      at = part.matches("[0-9]") ? at.path(Integer.parseInt(part)) : at.path(part);
    }
    assertThat(at.asString("")).isEqualTo(value);
    assertThat(changed.json()).isEqualTo(get(user));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"op\": \"move\", \"path\": \"active\", \"value\": true} | invalidSyntax",
        "{\"op\": \"replace\", \"path\": \"active\", \"value\": \"maybe\"} | invalidValue",
        "{\"op\": \"replace\", \"path\": \"active\"} | invalidValue",
        "{\"op\": \"replace\", \"path\": \"a b\", \"value\": 1} | invalidPath",
        "{\"op\": \"replace\", \"path\": \"emails[\", \"value\": 1} | invalidPath",
        "{\"op\": \"remove\"} | noTarget",
        "{\"op\": \"replace\", \"path\": \"id\", \"value\": \"1\"} | mutability",
        "{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"\"} | invalidValue",
        "{\"op\": \"replace\", \"path\": \"emails[type eq \\\"work\\\"].value\", \"value\": \"no address\"} | invalidValue",
        "{\"op\": \"replace\", \"path\": \"roles\", \"value\": [{\"value\": \"admin\"}]} | invalidValue"
      })
  void aWrongPatchChangesNothing(String operation, String type) {
    String user = make();
    JsonNode before = get(user);
    Answer refused =
        send(
            "PATCH",
            user,
            "{\"schemas\": [\"%s\"], \"Operations\": [{\"op\": \"add\", \"path\": \"displayName\", \"value\": \"Z\"}, %s]}"
                .formatted(PATCH, operation));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("scimType")).isEqualTo(type);
    assertThat(refused.text("status")).isEqualTo("400");
    assertThat(get(user)).isEqualTo(before);
  }

  @Test
  void aRefusedValueIsNamedByItsAttribute() {
    Answer refused = system.post(USERS, "{\"userName\": \"%s\"}".formatted(name));
    assertThat(refused.text("detail")).startsWith("emails is missing");
    Answer two = system.post(USERS, "{\"userName\": \"api\"}");
    assertThat(two.text("detail")).startsWith("emails is missing").contains("; userName is a word");
  }

  @Test
  void aPutReplacesAndAVersionIsCompared() {
    String user = make();
    Answer read = system.get(user);
    String body =
        "{\"userName\": \"%s\", \"displayName\": \"Other\", \"active\": true}"
            .formatted(name + "x");
    assertThat(send("PUT", user, body, "If-Match", "W/\"x\"").status()).isEqualTo(412);
    Answer replaced = send("PUT", user, body, "If-Match", read.header("ETag"));
    assertThat(replaced.status()).as(replaced.response().body()).isEqualTo(200);
    assertThat(replaced.text("userName")).isEqualTo(name + "x");
    assertThat(replaced.header("ETag")).isNotEqualTo(read.header("ETag"));
    assertThat(replaced.json().path("meta").path("version").asString())
        .isEqualTo(replaced.header("ETag"));
    assertThat(account(user, "name")).isEqualTo("Other");
    assertThat(send("PUT", user, body, "If-Match", read.header("ETag")).status()).isEqualTo(412);
  }

  @Test
  void Rule34_whoIsDisabledLosesSessionsAtOnceAndIsEnabledAgain() {
    String user = make();
    Person owner = people.byEmail();
    rows.update(
        "update scim_user set account_id = ? where account_id = ?", owner.id().value(), id(user));
    String path = USERS + "/" + owner.id();
    Visitors.signedIn(owner, port);
    assertThat(rows.sessions(owner.id())).isEqualTo(1);
    assertThat(
            patch(path, "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}")
                .status())
        .isEqualTo(200);
    assertThat(rows.sessions(owner.id())).isZero();
    assertThat(account(path, "disabled_at is not null")).isEqualTo("true");
    assertThat(Inbox.next(owner.email(), it -> it.text().contains("disabled")).text())
        .contains("disabled in the identity system");
    patch(path, "{\"op\": \"replace\", \"value\": {\"active\": true}}");
    assertThat(account(path, "disabled_at is null")).isEqualTo("true");
  }

  @Test
  void whomAnAdminDisabledIsNotEnabledByTheIdentitySystem() {
    String user = make();
    rows.update("update account set disabled_at = now() where id = ?", id(user));
    Answer answer = patch(user, "{\"op\": \"replace\", \"value\": {\"active\": true}}");
    assertThat(answer.json().path("active").asBoolean()).isFalse();
    assertThat(account(user, "disabled_at is not null")).isEqualTo("true");
  }

  @Test
  void Q48_whomAnAdminDisabledAfterTheIdentitySystemStaysDisabled() {
    String user = make();
    String off = "{\"op\": \"replace\", \"value\": {\"active\": false}}";
    String on = "{\"op\": \"replace\", \"value\": {\"active\": true}}";
    patch(user, off);
    assertThat(patch(user, on).json().path("active").asBoolean()).as("its own act").isTrue();

    Browser browser = Visitors.signedIn(admin, port);
    patch(user, off);
    assertThat(act(browser, id(user), "enable")).isEqualTo(302);
    assertThat(act(browser, id(user), "disable")).isEqualTo(302);
    assertThat(patch(user, on).json().path("active").asBoolean()).isFalse();
    assertThat(account(user, "disabled_at is not null")).isEqualTo("true");

    act(browser, id(user), "enable");
    patch(user, off);
    assertThat(act(browser, id(user), "disable")).as("an admin takes it over").isEqualTo(302);
    assertThat(patch(user, on).json().path("active").asBoolean()).isFalse();
  }

  /** The admin's act and that of the identity system both wait for the account's row. */
  @Test
  void Q48_ofAnAdminWhoDisablesAndASystemThatEnablesAtOnceTheAdminWins() throws Exception {
    String user = make();
    patch(user, "{\"op\": \"replace\", \"value\": {\"active\": false}}");
    Browser browser = Visitors.signedIn(admin, port);
    browser.get("/admin/manage/" + id(user));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> both = new ArrayList<>();
      transaction.executeWithoutResult(
          status -> {
            rows.query("select id from account where id = ? for no key update", id(user));
            both.add(threads.submit(() -> act(browser, id(user), "disable")));
            assertThat(Poll.until(Duration.ofSeconds(5), () -> waiting() >= 1)).isTrue();
            both.add(
                threads.submit(
                    () -> patch(user, "{\"op\": \"replace\", \"value\": {\"active\": true}}")));
          });
      for (Future<?> each : both) {
        each.get();
      }
    }
    assertThat(account(user, "disabled_at is not null")).isEqualTo("true");
    assertThat(account(user, "disabled_by is null")).isEqualTo("true");
  }

  private int waiting() {
    return rows.query(
            "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .size();
  }

  @Test
  void Q48_aKeySeesAndTouchesWhatItMadeAlone() {
    String user = make();
    Answer made =
        send(
            "POST",
            GROUPS,
            "{\"displayName\": \"Practice %s\", \"members\": [{\"value\": \"%s\"}]}"
                .formatted(name, id(user)));
    String group = GROUPS + "/" + made.text("id");
    Program first = system;
    system = Program.with(keys, port, admin.id(), KeyScope.SCIM);
    String off =
        "{\"Operations\": [{\"op\": \"replace\", \"value\": {\"active\": false}}], \"schemas\": [\"%s\"]}"
            .formatted(PATCH);
    for (String path : List.of(user, group)) {
      String none = path.substring(0, path.lastIndexOf('/') + 1) + UUID.randomUUID();
      for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
        Answer foreign = send(method, path, off);
        assertThat(foreign.status()).as(method + " " + path).isEqualTo(404);
        assertThat(foreign.response().body()).isEqualTo(send(method, none, off).response().body());
      }
    }
    assertThat(get(USERS).path("totalResults").asInt()).isZero();
    assertThat(get(GROUPS).path("totalResults").asInt()).isZero();
    assertThat(
            get(USERS + "?filter=" + encoded("userName eq \"" + name + "\""))
                .path("totalResults")
                .asInt())
        .isZero();
    assertThat(
            send(
                    "POST",
                    GROUPS,
                    "{\"displayName\": \"Other %s\", \"members\": [{\"value\": \"%s\"}]}"
                        .formatted(name, id(user)))
                .status())
        .as("no member of another")
        .isEqualTo(400);

    system = first;
    assertThat(get(user).path("active").asBoolean()).isTrue();
    assertThat(get(user).path("groups").size()).isEqualTo(1);
    assertThat(members(group)).containsExactly(id(user).toString());
  }

  @Test
  void aKeyThatIsReplacedGoesOnWithWhatIsItsOwn() {
    String user = make();
    Actor by = new Actor(admin.id(), "test");
    system =
        system.having(
            keys.replace(
                    store.find(keyId(system)).orElseThrow(),
                    Duration.ofDays(30),
                    by,
                    Origin.COMMAND_LINE)
                .orElseThrow());
    assertThat(get(user).path("userName").asString()).isEqualTo(name);
    clock.turn(Duration.ofDays(31));
    assertThat(system.get(user).status()).isEqualTo(401);
    system =
        system.having(
            keys.replace(
                    store.find(keyId(system)).orElseThrow(),
                    Duration.ofDays(30),
                    by,
                    Origin.COMMAND_LINE)
                .orElseThrow());
    assertThat(get(user).path("userName").asString()).as("after its end too").isEqualTo(name);
  }

  @Test
  void noRoleIsNoChange() {
    String user = make();
    rows.update("update account set role = 'patient' where id = ?", id(user));
    for (String operation :
        List.of(
            "{\"op\": \"remove\", \"path\": \"roles\"}",
            "{\"op\": \"replace\", \"path\": \"roles\", \"value\": []}",
            "{\"op\": \"replace\", \"path\": \"roles\", \"value\": [{\"value\": \"porter\"}]}")) {
      assertThat(patch(user, operation).status()).isEqualTo(200);
      assertThat(account(user, "role")).as(operation).isEqualTo("patient");
    }
    patch(
        user,
        "{\"op\": \"replace\", \"path\": \"roles\", \"value\": [{\"value\": \"physician\"}]}");
    assertThat(account(user, "role")).isEqualTo("physician");
  }

  @Test
  void anotherUsernameIsRecordedAndItsOwnerIsTold() {
    String made = make();
    Person owner = people.byEmail();
    rows.update(
        "update scim_user set account_id = ? where account_id = ?", owner.id().value(), id(made));
    assertThat(
            patch(
                    USERS + "/" + owner.id(),
                    "{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"new.%s\"}"
                        .formatted(name))
                .status())
        .isEqualTo(200);
    assertThat(Inbox.next(owner.email(), it -> it.text().contains("Changed to")).text())
        .contains(owner.username(), "new." + name);
    assertThat(
            rows.query(
                    "select details ->> 'from' as f, details ->> 'to' as t, details ->> 'by' as b from audit_event"
                        + " where type = 'AccountEvent.Renamed' and account_id = ?",
                    owner.id().value())
                .getFirst()
                .values())
        .containsExactly(owner.username(), "new." + name, "key " + system.name());
  }

  /** Each kind of change counts, and of different kinds all together. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"op\": \"replace\", \"path\": \"roles\", \"value\": [{\"value\": \"patient\"}]}",
        "{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"Mallory\"}",
        "{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"new.NAME\"}",
        "{\"op\": \"replace\", \"path\": \"emails[type eq \\\"work\\\"].value\", \"value\": \"m.NAME@evil.example\"}",
        "DELETE"
      })
  void Q49_eachKindOfChangeStops(String operation) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      paths.add(make(name + i));
    }
    int done = 0;
    for (String path : paths) {
      Answer answer =
          operation.equals("DELETE")
              ? send("DELETE", path, "")
              : patch(path, operation.replace("NAME", name + done));
      done += answer.status() < 300 ? 1 : 0;
    }
    assertThat(done).as("changed, of 14").isEqualTo(10);
    assertThat(get(paths.getLast()).path("displayName").asString()).startsWith("Dr ");
    assertThat(Inbox.next(admin.email(), it -> it.text().contains("stopped it")).text())
        .contains(system.name(), "Administration > Directories");
  }

  @Test
  void Q49_membersOfAGroupCountUnlessItIsNew() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      paths.add(make(name + i));
    }
    String all =
        paths.stream()
            .map(it -> "{\"value\": \"" + id(it) + "\"}")
            .collect(Collectors.joining(", "));
    String body = "{\"displayName\": \"Practice " + name + "\", \"members\": [%s]}";
    Answer made = send("POST", GROUPS, body.formatted(all));
    assertThat(made.status()).as("a new one has nothing to give").isEqualTo(201);
    String group = GROUPS + "/" + made.text("id");
    assertThat(send("PUT", group, body.formatted("")).status()).isEqualTo(503);
    assertThat(send("DELETE", group, "").status()).isEqualTo(503);
    assertThat(members(group)).hasSize(14);
  }

  @Test
  void groupsLeaveEventsWithTheKey() {
    String group =
        GROUPS
            + "/"
            + send("POST", GROUPS, "{\"displayName\": \"Practice %s\"}".formatted(name)).text("id");
    patch(
        group, "{\"op\": \"replace\", \"value\": {\"displayName\": \"Other %s\"}}".formatted(name));
    send("DELETE", group, "");
    assertThat(
            rows
                .query(
                    "select type as it from audit_event where details ->> 'by' = ? and type like 'GroupEvent.%' order by id",
                    "key " + system.name())
                .stream()
                .map(it -> it.get("it")))
        .containsExactly("GroupEvent.Made", "GroupEvent.Renamed", "GroupEvent.Deleted");
  }

  @Test
  void aDeletedUserIsDisabledAndGone() {
    String user = make();
    assertThat(send("DELETE", user, "").status()).isEqualTo(204);
    assertThat(system.get(user).status()).isEqualTo(404);
    assertThat(send("DELETE", user, "").status()).isEqualTo(404);
    assertThat(account(user, "disabled_at is not null")).isEqualTo("true");
    assertThat(get(USERS).path("totalResults").asInt()).isZero();
  }

  @Test
  void Rule59_aWordOfTheLogIsNoUsername() {
    Answer made =
        send(
            "POST",
            USERS,
            "{\"userName\": \"api\", \"emails\": [{\"value\": \"api@lindenmoor.example\"}]}");
    assertThat(made.status()).isEqualTo(400);
    Answer renamed =
        patch(make(), "{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"Physician\"}");
    assertThat(renamed.status()).isEqualTo(400);
    assertThat(renamed.text("scimType")).isEqualTo("invalidValue");
  }

  @Test
  void Rule59_theUsernameOfAnErasedAccountIsNotGivenAgain() {
    String erased = "erased" + System.nanoTime();
    transaction.executeWithoutResult(status -> usernames.erased(erased));
    Answer made =
        send(
            "POST",
            USERS,
            "{\"userName\": \"%s\", \"emails\": [{\"value\": \"x@lindenmoor.example\"}]}"
                .formatted(erased));
    assertThat(made.status()).isEqualTo(400);
    assertThat(made.text("detail")).contains("belonged to an account that was erased");
    Answer renamed =
        patch(
            make(),
            "{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"%s\"}".formatted(erased));
    assertThat(renamed.status()).isEqualTo(400);
    assertThat(renamed.text("scimType")).isEqualTo("invalidValue");
  }

  @Test
  void Q47_anAccountThatWasThereIsNotTakenOver() {
    Person owner = people.byEmail();
    Answer refused =
        send(
            "POST",
            USERS,
            "{\"userName\": \"%s\", \"emails\": [{\"value\": \"evil@evil.example\"}]}"
                .formatted(owner.username()));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("scimType")).isEqualTo("uniqueness");
    String path = USERS + "/" + owner.id();
    assertThat(system.get(path).status()).isEqualTo(404);
    assertThat(patch(path, "{\"op\": \"replace\", \"value\": {\"active\": false}}").status())
        .isEqualTo(404);
    assertThat(send("DELETE", path, "").status()).isEqualTo(404);
    String mine = make();
    assertThat(
            patch(
                    mine,
                    "{\"op\": \"replace\", \"path\": \"userName\", \"value\": \"%s\"}"
                        .formatted(owner.username()))
                .status())
        .isEqualTo(409);
    assertThat(account(path, "email")).isEqualTo(owner.email());
    send("DELETE", mine, "");
    assertThat(send("POST", USERS, "{\"userName\": \"%s\"}".formatted(name)).status())
        .as("the same name later is somebody else")
        .isEqualTo(409);
  }

  private int act(Browser browser, Person person, String act) {
    return act(browser, person.id().value(), act);
  }

  private int act(Browser browser, UUID account, String act) {
    String page = "/admin/manage/" + account;
    browser.get(page);
    return browser
        .post(page + "/" + act, "reason", "ticket 4713", "system", keyId(system).toString())
        .status();
  }

  private UUID keyId(Program program) {
    return UUID.fromString(
        String.valueOf(
            rows.query("select id as it from api_key where name = ?", program.name())
                .getFirst()
                .get("it")));
  }

  @Test
  void anAccountThatAnAdminGivesIsKeptUntilItIsTakenBack() {
    Person owner = people.byEmail();
    Browser browser = Visitors.signedIn(admin, port);
    assertThat(browser.get("/admin/manage/" + owner.id().value()).text())
        .contains("Give to the identity system");
    assertThat(act(browser, owner, "give")).isEqualTo(302);
    assertThat(act(browser, owner, "give")).isEqualTo(409);
    assertThat(Inbox.next(owner.email()).text()).contains("the system that keeps the accounts");
    assertThat(browser.get("/admin/manage/" + owner.id().value()).text())
        .contains("the identity system (SCIM)")
        .contains("Take back");
    JsonNode found = get(USERS + "?filter=userName%20eq%20%22" + owner.username() + "%22");
    assertThat(found.path("totalResults").asInt()).isEqualTo(1);
    String path = USERS + "/" + owner.id().value();
    assertThat(patch(path, "{\"op\": \"replace\", \"value\": {\"active\": false}}").status())
        .isEqualTo(200);
    assertThat(account(path, "disabled_at is not null")).isEqualTo("true");
    assertThat(account(path, "email")).as("nothing else changed").isEqualTo(owner.email());
    assertThat(act(browser, owner, "take-back")).isEqualTo(302);
    assertThat(act(browser, owner, "take-back")).isEqualTo(409);
    assertThat(system.get(path).status()).isEqualTo(404);
    assertThat(account(path, "disabled_at is not null")).isEqualTo("true");
  }

  @Test
  void Q48_staffAndOnesOwnAccountAreNotGiven() {
    Browser browser = Visitors.signedIn(admin, port);
    assertThat(act(browser, people.admin(), "give")).isEqualTo(409);
    assertThat(act(browser, admin, "give")).isEqualTo(409);
    Person owner = people.byEmail();
    browser.get("/admin/manage/" + owner.id().value());
    assertThat(browser.post("/admin/manage/" + owner.id().value() + "/give").status())
        .as("without a reason")
        .isEqualTo(422);
    rows.update(
        "update account set directory = 'hosp', password_hash = null where id = ?",
        owner.id().value());
    assertThat(act(browser, owner, "give")).isEqualTo(409);
    assertThat(rows.count("scim_user where gone_at is null")).isZero();
  }

  @Test
  void Q48_nobodyBecomesStaffAndStaffIsNotTouched() {
    for (String role : new String[] {"admin", "Helpdesk"}) {
      assertThat(
              send(
                      "POST",
                      USERS,
                      "{\"userName\": \"%s\", \"roles\": [{\"value\": \"%s\"}]}"
                          .formatted(name, role))
                  .status())
          .isEqualTo(400);
    }
    String user = make();
    rows.update("update account set role = 'admin' where id = ?", id(user));
    for (Answer refused :
        List.of(
            patch(user, "{\"op\": \"replace\", \"value\": {\"active\": false}}"),
            send("PUT", user, "{\"userName\": \"%s\"}".formatted(name)),
            send("DELETE", user, ""))) {
      assertThat(refused.status()).isEqualTo(403);
    }
    assertThat(account(user, "disabled_at is null")).isEqualTo("true");
    assertThat(account(user, "role")).isEqualTo("admin");
  }

  @Test
  void Q48_aContactThatIsChangedWaitsAndOneThatTheOwnerChangedStays() {
    String made = make();
    Person owner = people.byEmail();
    rows.update(
        "update scim_user set account_id = ? where account_id = ?", owner.id().value(), id(made));
    String user = USERS + "/" + owner.id();
    rows.update(
        "update account set email = ? where id = ?",
        "own" + name + "@lindenmoor.example",
        id(user));
    patch(user, "{\"op\": \"replace\", \"path\": \"displayName\", \"value\": \"Q\"}");
    assertThat(account(user, "email")).isEqualTo("own" + name + "@lindenmoor.example");
    patch(
        user,
        "{\"op\": \"replace\", \"path\": \"emails[type eq \\\"work\\\"].value\", \"value\": \"new%s@lindenmoor.example\"}"
            .formatted(name));
    assertThat(account(user, "email")).isEqualTo("new" + name + "@lindenmoor.example");
    assertThat(account(user, "email_codes_blocked_until is not null")).isEqualTo("true");
  }

  @Test
  void Q49_tooManyInAnHourStopUntilAnAdminLetsThemGoOn() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      paths.add(make(name + i));
    }
    String off = "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}";
    for (String path : paths.subList(0, 10)) {
      assertThat(patch(path, off).status()).isEqualTo(200);
    }
    for (String path : List.of(paths.get(10), paths.get(11), paths.get(10))) {
      Answer stopped = patch(path, off);
      assertThat(stopped.status()).isEqualTo(503);
      assertThat(stopped.header("Retry-After")).isNotEmpty();
    }
    assertThat(send("DELETE", paths.get(12), "").status()).isEqualTo(503);
    assertThat(account(paths.get(12), "disabled_at is null")).isEqualTo("true");
    assertThat(Inbox.next(admin.email(), it -> it.text().contains("stopped it")).text())
        .contains(system.name(), "Administration > Directories");
    clock.turn(Duration.ofHours(2));
    assertThat(patch(paths.get(10), off).status())
        .as("time alone lets nobody through")
        .isEqualTo(503);
    assertThat(
            patch(paths.get(12), "{\"op\": \"replace\", \"value\": {\"active\": true}}").status())
        .isEqualTo(200);

    Browser browser = Visitors.signedIn(admin, port);
    Browser.Page page = browser.get("/admin/directories");
    assertThat(page.text()).contains("It would change 2 accounts", name + "10", name + "11");
    assertThat(
            browser
                .post(
                    "/admin/directories/let-through",
                    "directory",
                    "key " + system.name(),
                    "shown",
                    "2",
                    "reason",
                    "they left")
                .location())
        .endsWith("?done=key-let-through");
    assertThat(patch(paths.get(10), off).status()).isEqualTo(200);
    assertThat(patch(paths.get(11), off).status()).isEqualTo(200);
    assertThat(browser.get("/admin/directories").text()).doesNotContain("It would change");
    assertThat(patch(paths.get(13), off).status()).as("it goes on").isEqualTo(200);
  }

  @Test
  void groupsAreMadeAndTheirMembersKept() {
    String one = make(name + 1);
    String two = make(name + 2);
    Answer made =
        send(
            "POST",
            GROUPS,
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": "g1",
             "displayName": "Practice %s", "members": [{"value": "%s"}]}
            """
                .formatted(name, id(one)));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    String group = GROUPS + "/" + made.text("id");
    assertThat(get(one).path("groups").path(0).path("display").asString())
        .isEqualTo("Practice " + name);
    Person other = people.byEmail();
    rows.update(
        """
        insert into group_member (group_id, account_id, joined_at, confirmed_until)
        values (?, ?, now(), now() + interval '90 days')
        """,
        id(group),
        other.id().value());

    patch(
        group,
        "{\"op\": \"Add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}"
            .formatted(id(two)));
    assertThat(members(group)).containsExactly(id(one).toString(), id(two).toString());
    patch(
        group,
        "{\"op\": \"Remove\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}"
            .formatted(id(one)));
    assertThat(members(group)).containsExactly(id(two).toString());
    patch(
        group,
        "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}".formatted(id(two)));
    assertThat(members(group)).isEmpty();
    patch(
        group,
        "{\"op\": \"replace\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}"
            .formatted(id(one)));
    patch(
        group,
        "{\"op\": \"replace\", \"value\": {\"id\": \"%s\", \"displayName\": \"Practice %s b\"}}"
            .formatted(id(group), name));
    assertThat(get(group).path("displayName").asString()).isEqualTo("Practice " + name + " b");
    assertThat(
            get(GROUPS
                    + "?excludedAttributes=members&filter="
                    + encoded("displayName eq \"practice " + name + " B\""))
                .path("Resources")
                .path(0)
                .propertyNames())
        .contains("displayName")
        .doesNotContain("members");
    assertThat(
            patch(
                    group,
                    "{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}"
                        .formatted(other.id()))
                .status())
        .as("no member that the identity system did not make")
        .isEqualTo(400);
    send("PUT", group, "{\"displayName\": \"Practice %s b\"}".formatted(name));
    assertThat(members(group)).isEmpty();
    assertThat(rows.count("group_member where left_at is null and group_id = '" + id(group) + "'"))
        .as("who became a member otherwise stays")
        .isEqualTo(1);
    assertThat(
            send("POST", GROUPS, "{\"displayName\": \"practice %s B\"}".formatted(name)).status())
        .isEqualTo(409);
    assertThat(send("DELETE", group, "").status()).isEqualTo(204);
    assertThat(system.get(group).status()).isEqualTo(404);
  }

  private List<String> members(String group) {
    return get(group).path("members").valueStream().map(it -> it.path("value").asString()).toList();
  }

  @Test
  void whatIsSupportedIsSaid() {
    JsonNode configuration = get("/scim/v2/ServiceProviderConfig");
    assertThat(configuration.path("patch").path("supported").asBoolean()).isTrue();
    assertThat(configuration.path("bulk").path("supported").asBoolean()).isFalse();
    assertThat(get("/scim/v2/ResourceTypes").path("totalResults").asInt()).isEqualTo(2);
    assertThat(get("/scim/v2/ResourceTypes/User").path("endpoint").asString()).isEqualTo("/Users");
    JsonNode schemas = get("/scim/v2/Schemas");
    Answer user = system.get("/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:User");
    assertThat(user.json()).isEqualTo(schemas.path("Resources").path(0));
    String path = make();
    List<String> known =
        user.json().path("attributes").valueStream().map(it -> it.path("name").asString()).toList();
    assertThat(known)
        .containsAll(
            get(path).propertyNames().stream()
                .filter(it -> !List.of("schemas", "id", "meta", "externalId").contains(it))
                .toList());
    assertThat(system.get("/scim/v2/Schemas?filter=x").status()).isEqualTo(403);
  }

  @Test
  void aRowThatIsHeldTooLongIsAnErrorOfScim() {
    String user = make();
    transaction.executeWithoutResult(
        status -> {
          rows.query("select id from account where id = ? for update", id(user));
          Answer busy = patch(user, "{\"op\": \"replace\", \"value\": {\"active\": false}}");
          assertThat(busy.status()).isEqualTo(429);
          assertThat(busy.header("Retry-After")).isEqualTo("1");
          assertThat(busy.text("detail")).contains("Retry-After");
        });
    assertThat(get(user).path("active").asBoolean()).isTrue();
  }

  @Test
  void everyRefusalIsAnErrorOfScim() {
    Answer bulk = send("POST", "/scim/v2/Bulk", "{}");
    assertThat(bulk.status()).isEqualTo(501);
    assertThat(bulk.text("detail")).contains("Send each request by itself");
    for (Answer refused :
        List.of(
            send("DELETE", USERS, ""),
            system.get("/scim/v2/Me"),
            system.get(USERS + "/1"),
            system.get(USERS + "/" + UUID.randomUUID()),
            send("POST", USERS, "["),
            send("POST", USERS, "[]"),
            send("POST", USERS, "{}"),
            system.having("x").get(USERS),
            system.send("POST", USERS, "{}", "Content-Type", "text/plain"),
            send("POST", USERS, " ".repeat((1 << 20) + 1)))) {
      assertThat(refused.header("Content-Type")).startsWith("application/scim+json");
      assertThat(refused.json().path("schemas").path(0).asString())
          .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
      assertThat(refused.text("status")).isEqualTo(Integer.toString(refused.status()));
      assertThat(refused.text("detail")).isNotEmpty();
    }
    assertThat(send("DELETE", USERS, "").status()).isEqualTo(405);
    Program other = Program.with(keys, port, admin.id(), KeyScope.AUDIT_READ);
    assertThat(other.get(USERS).status()).isEqualTo(403);
    assertThat(system.get("/api/v1/accounts").status()).isEqualTo(403);
  }
}
