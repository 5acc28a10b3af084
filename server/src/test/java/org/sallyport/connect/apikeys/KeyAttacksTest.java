package org.sallyport.connect.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/** What somebody tries with a key that is not theirs, or with more than it is for. */
@SallyportTest
class KeyAttacksTest {
  private static final String KEY = "/api/v1/key";
  private static final Actor ADMIN = new Actor(null, "test");

  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  @Autowired ApiKeyStore store;
  @Autowired KeyCheck check;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Person admin;

  @BeforeEach
  void isAdministered() {
    admin = people.admin();
    rows.update("delete from rate_limit");
  }

  private Program program(KeyScope... scopes) {
    return Program.with(keys, port, admin.id(), scopes);
  }

  private ApiKey key(Program program) {
    return store.all().stream()
        .filter(it -> it.name().equals(program.name()))
        .findFirst()
        .orElseThrow();
  }

  private List<Map<String, @Nullable Object>> events(Program program, String type) {
    return rows.query(
        "select details ->> 'reason' as reason, details ->> 'path' as path, address from audit_event"
            + " where type = ? and details ->> 'key' = ? order by id",
        "KeyEvent." + type,
        program.name());
  }

  @Test
  void aRightKeyIsLetInAndEachCallIsRecordedWithItsName() {
    Program program = program(KeyScope.AUDIT_READ);
    Program.Answer answer = program.get(KEY);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("name")).isEqualTo(program.name());
    assertThat(answer.json().path("scopes").toString()).isEqualTo("[\"audit:read\"]");
    assertThat(answer.response().body()).doesNotContain(program.text(), "hash");
    program.get("/api/v1/audit?kind=LockEvent&account=" + UUID.randomUUID());
    assertThat(events(program, "Called"))
        .extracting(it -> it.get("path"))
        .containsExactly(KEY, "/api/v1/audit");
  }

  @Test
  void theLastUseIsNotedOnceAMinute() {
    Program program = program(KeyScope.AUDIT_READ);
    assertThat(key(program).lastUse()).isNull();
    program.get(KEY);
    ApiKey.Use first = key(program).lastUse();
    assertThat(first).isNotNull();
    clock.turn(Duration.ofSeconds(59));
    program.get(KEY);
    assertThat(key(program).lastUse()).isEqualTo(first);
    clock.turn(Duration.ofSeconds(2));
    program.get(KEY);
    assertThat(key(program).lastUse()).isNotEqualTo(first);
  }

  @Test
  void Q41_aKeyOpensNothingFromAnotherNetwork() {
    Program elsewhere =
        Program.from(keys, port, admin.id(), List.of("203.0.113.0/24"), KeyScope.AUDIT_READ);
    Origin inside = new Origin("203.0.113.9", "curl");
    KeyCheck.Call call = new KeyCheck.Call("GET", KEY);
    assertThat(check.enter(elsewhere.text(), call, inside)).isInstanceOf(KeyEntry.Admitted.class);
    Origin outside = new Origin("203.0.114.9", "curl");
    assertThat(check.enter(elsewhere.text(), call, outside))
        .isInstanceOf(KeyEntry.NoValidKey.class);
    assertThat(Poll.until(Duration.ofSeconds(10), () -> !events(elsewhere, "Refused").isEmpty()))
        .isTrue();
    check.enter(elsewhere.text(), call, outside);
    assertThat(events(elsewhere, "Refused"))
        .singleElement()
        .satisfies(it -> assertThat(it.get("reason")).isEqualTo("OTHER_NETWORK"));
    String key = "Key: " + elsewhere.name();
    // The keys of other tests are refused, and told, on threads of their own.
    assertThat(
            Inbox.next(
                admin.email(),
                it -> it.text().contains("not for this network") && it.text().contains(key)))
        .isNotNull();
  }

  @Test
  void Q41_anEndedKeyOpensNothingFromTheNextCallOn() {
    Program program = program(KeyScope.AUDIT_READ);
    assertThat(program.get(KEY).status()).isEqualTo(200);
    keys.end(key(program), ADMIN, Origin.COMMAND_LINE);
    assertThat(program.get(KEY).status()).isEqualTo(401);
  }

  @Test
  void Q41_anExpiredKeyOpensNothing() {
    Program program = program(KeyScope.AUDIT_READ);
    clock.turn(Duration.between(clock.instant(), key(program).expiresAt()).minusMillis(1));
    assertThat(program.get(KEY).status()).isEqualTo(200);
    clock.turn(Duration.ofMillis(1));
    assertThat(program.get(KEY).status()).isEqualTo(401);
  }

  @Test
  void Q41_aReplacedKeyIsValidForAWeekAndTheOneBeforeItNoMore() {
    Program first = program(KeyScope.AUDIT_READ);
    Duration year = Duration.ofDays(365);
    Program second =
        first.having(keys.replace(key(first), year, ADMIN, Origin.COMMAND_LINE).orElseThrow());
    assertThat(List.of(first.get(KEY).status(), second.get(KEY).status())).containsOnly(200);
    Program third =
        first.having(keys.replace(key(first), year, ADMIN, Origin.COMMAND_LINE).orElseThrow());
    assertThat(first.get(KEY).status()).as("two at most").isEqualTo(401);
    assertThat(List.of(second.get(KEY).status(), third.get(KEY).status())).containsOnly(200);
    clock.turn(Duration.ofDays(7));
    assertThat(second.get(KEY).status()).isEqualTo(401);
    assertThat(third.get(KEY).status()).isEqualTo(200);
  }

  @Test
  void Q41_aReplacedKeyIsValidNoLongerThanItWouldHaveBeen() {
    Program first = program(KeyScope.AUDIT_READ);
    clock.turn(Duration.ofDays(28));
    assertThat(keys.replace(key(first), Duration.ofDays(365), ADMIN, Origin.COMMAND_LINE))
        .isPresent();
    clock.turn(Duration.ofDays(2));
    assertThat(first.get(KEY).status()).isEqualTo(401);
  }

  @Test
  void Q42_unknownExpiredAndForeignKeysAreAnsweredAlike() {
    Program ended = program(KeyScope.AUDIT_READ);
    keys.end(key(ended), ADMIN, Origin.COMMAND_LINE);
    Program elsewhere =
        Program.from(keys, port, admin.id(), List.of("203.0.113.0/24"), KeyScope.AUDIT_READ);
    Program unknown = ended.having(program(KeyScope.AUDIT_READ).text().replaceFirst(".$", "_"));
    List<String> answers =
        List.of(ended, elsewhere, unknown, ended.having("x")).stream()
            .map(it -> it.get("/api/v1/audit"))
            .map(it -> it.status() + it.response().body() + it.header("WWW-Authenticate"))
            .distinct()
            .toList();
    assertThat(answers).hasSize(1).first().asString().startsWith("401{").endsWith("Bearer");
    assertThat(ended.get("/api/v1/nothing").status()).as("no address is told apart").isEqualTo(401);
    assertThat(ended.send("DELETE", KEY, "").status()).isEqualTo(401);
  }

  @Test
  void Q42_wrongKeysOfAnAddressAreLimitedAndRightOnesAreNot() {
    Program right = program(KeyScope.AUDIT_READ);
    Program wrong = right.having("sallyport_wrong");
    for (int i = 0; i < 300; i++) {
      assertThat(wrong.get(KEY).status()).as("call %s", i).isEqualTo(401);
    }
    Program.Answer limited = wrong.get(KEY);
    assertThat(limited.status()).isEqualTo(429);
    assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 3601);
    assertThat(limited.header("Content-Type")).startsWith("application/problem+json");
    assertThat(right.get(KEY).status()).isEqualTo(200);
  }

  @Test
  void Q43_aKeyIsTakenFromOneHeaderOnly() {
    Program program = program(KeyScope.AUDIT_READ);
    String text = program.text();
    List<HttpRequest.Builder> elsewhere =
        List.of(
            program.bare(KEY + "?access_token=" + text + "&key=" + text),
            program.bare(KEY).header("Cookie", "key=" + text + "; __Host-sid=" + text),
            program.bare(KEY).header("X-Api-Key", text),
            program.bare(KEY).header("Authorization", "Basic " + text),
            program.bare(KEY).header("Authorization", text),
            program
                .bare(KEY)
                .header("Authorization", "Bearer " + text)
                .header("Authorization", "Bearer " + text),
            program
                .bare(KEY)
                .method("GET", HttpRequest.BodyPublishers.ofString("access_token=" + text))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    for (HttpRequest.Builder request : elsewhere) {
      assertThat(program.send(request).status()).isEqualTo(401);
    }
    assertThat(program.send(program.bare(KEY).header("Authorization", "bearer " + text)).status())
        .isEqualTo(200);
  }

  @Test
  void Q43_aSessionOpensNoCallAndAKeyOpensNoPage() {
    Browser browser = Visitors.signedIn(admin, port);
    assertThat(browser.get(KEY).status()).isEqualTo(401);
    assertThat(browser.get("/api/v1/audit").status()).isEqualTo(401);
    Program program = program(KeyScope.AUDIT_READ);
    for (String page : List.of("/admin", "/admin/keys", "/studies", "/settings/account")) {
      assertThat(program.get(page).status()).as(page).isEqualTo(302);
    }
    assertThat(program.get("/dicom-web/studies").status()).isEqualTo(401);
  }

  @Test
  void Q44_aKeyDoesNothingBeyondItsScope() {
    Program radius = program(KeyScope.AUDIT_READ);
    rows.update("update api_key set scopes = '{radius}' where name = ?", radius.name());
    Program.Answer refused = radius.get("/api/v1/audit");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.text("detail")).contains("scope");
    assertThat(radius.get(KEY).status()).isEqualTo(200);
  }

  @Test
  void Q44_noKeyIsMadeWithAScopeThatNothingAsksForNorForever() {
    for (KeyRequest wanted :
        List.of(
            new KeyRequest("A key", Set.of(), List.of("::1"), Duration.ofDays(1)),
            new KeyRequest("A key", Set.of(KeyScope.AUDIT_READ), List.of(), Duration.ofDays(1)),
            new KeyRequest(
                "A key", Set.of(KeyScope.AUDIT_READ), List.of("::1"), Duration.ofDays(366)),
            new KeyRequest(
                "A\nkey", Set.of(KeyScope.AUDIT_READ), List.of("::1"), Duration.ofDays(1)))) {
      assertThat(keys.make(wanted, ADMIN, Origin.COMMAND_LINE)).isInstanceOf(ApiKeys.NotMade.class);
    }
  }

  @Test
  void aMethodThatIsNotKnownIsAProblemToo() {
    Program program = program(KeyScope.AUDIT_READ);
    Program.Answer answer = program.send("DELETE", KEY, "");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET");
    assertThat(answer.text("title")).isEqualTo("Method Not Allowed");
    assertThat(program.get("/api/v1/nothing").json().path("status").asInt()).isEqualTo(404);
  }

  @Test
  void callsOfAKeyAreLimited() {
    Program program = program(KeyScope.AUDIT_READ);
    program.get(KEY);
    rows.update("update rate_limit set used = 20000 where name = 'key-calls'");
    assertThat(program.get(KEY).status()).isEqualTo(429);
    clock.turn(Duration.ofHours(1));
    assertThat(program.get(KEY).status()).isEqualTo(200);
  }
}
