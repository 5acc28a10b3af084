package org.sallyport.connect.radius;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.connect.apikeys.ApiKeys;
import org.sallyport.connect.apikeys.Program;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.AppPhone;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests as a RADIUS server sends them, without one. */
@RadiusSettings
class RadiusTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern NUMBER = Pattern.compile("the number ([0-9]+)");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired ApiKeys keys;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired MeterRegistry meters;

  private Program server;
  private People.Person person;

  @BeforeEach
  void begin() {
    person = people.byEmail();
    server = Program.with(keys, port, people.admin().id(), KeyScope.RADIUS);
  }

  /** What an answer says. */
  private record Said(Program.Answer answer) {
    boolean isChallenge() {
      return answer.status() == 200
          && answer.text("control:Response-Packet-Type").equals("Access-Challenge");
    }

    boolean isAccept() {
      return (answer.status() == 204 || answer.status() == 200) && !isChallenge();
    }

    boolean isReject() {
      return answer.status() == 401;
    }

    String words() {
      return answer.text("reply:Reply-Message");
    }

    String state() {
      return new String(
          HexFormat.of().parseHex(answer.text("reply:State").substring(2)),
          StandardCharsets.US_ASCII);
    }
  }

  private Said sends(String network, String username, String password, String state) {
    return sends(server, network, username, password, state, "203.0.113.9");
  }

  private static Said sends(
      Program server, String network, String name, String password, String state, String from) {
    ObjectNode body = JSON.createObjectNode();
    put(body, "User-Name", name);
    put(body, "User-Password", password);
    put(body, "Calling-Station-Id", from);
    put(body, "NAS-Identifier", "fw1");
    if (!state.isEmpty()) {
      put(body, "State", state);
    }
    return new Said(server.post("/api/radius/" + network, body.toString()));
  }

  /** As rlm_rest writes a text: each of its octets as a character. */
  private static void put(ObjectNode body, String name, String value) {
    ObjectNode attribute = body.putObject(name).put("type", "string");
    attribute
        .putArray("value")
        .add(new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  private Said begins() {
    return sends("vpn", person.username(), People.PASSWORD, "");
  }

  private Said answers(Said challenge, String typed) {
    return sends("vpn", person.username(), typed, challenge.state());
  }

  private List<String> states() {
    return rows
        .query(
            "select state, browser, address, end_reason from sign_in where account_id = ?",
            person.id().value())
        .stream()
        .map(
            it ->
                it.get("state")
                    + " "
                    + it.get("browser")
                    + " "
                    + it.get("address")
                    + " "
                    + it.get("end_reason"))
        .toList();
  }

  @Test
  void Rule57_aPasswordAndACodeLetIn() {
    Said asked = begins();
    assertThat(asked.isChallenge()).isTrue();
    assertThat(asked.words()).contains("Enter the code from message", "by e-mail");
    assertThat(answers(asked, Codes.next(person.email())).isAccept()).isTrue();
    assertThat(states())
        .as("no session is left")
        .containsExactly("ended the VPN by fw1 203.0.113.9 let into a network");
    assertThat(rows.sessions(person.id())).isZero();
  }

  @Test
  void asksInTheLanguageOfTheAccountAndKnowsItsWordForAnotherCode() {
    rows.update("update account set language = 'nl' where id = ?", person.id().value());
    Said asked = begins();
    assertThat(asked.words()).contains("Voer de code uit bericht", "Typ \"nieuw\"");
    clock.turn(Duration.ofSeconds(31));
    Said again = answers(asked, " Nieuw ");
    assertThat(again.words()).contains("Voer de code uit bericht").isNotEqualTo(asked.words());
    clock.turn(Duration.ofSeconds(31));
    Said third = answers(again, "new");
    assertThat(third.words()).contains("Voer de code uit bericht").isNotEqualTo(again.words());
  }

  @Test
  void Q55_aWrongPasswordAndAnUnknownNameAreRefusedAlike() {
    Said wrong = sends("vpn", person.username(), "lantern orchard cello", "");
    Said unknown = sends("vpn", "nobody-here", People.PASSWORD, "");
    assertThat(wrong.isReject()).isTrue();
    assertThat(unknown.isReject()).isTrue();
    assertThat(unknown.answer().response().body()).isEqualTo(wrong.answer().response().body());
    assertThat(sends("vpn", person.username(), "", "").isReject()).isTrue();
  }

  /** The dearest step of a sign-in, without which an answer would come sooner. */
  @Test
  void Q55_everyPasswordIsHashedOnceWhosoeverItIs() {
    People.Person disabled = people.byEmail();
    rows.update("update account set disabled_at = now() where id = ?", disabled.id().value());
    People.Person fresh = people.byEmail();
    rows.update("update account set password_hash = null where id = ?", fresh.id().value());
    for (String name :
        List.of(
            person.username(),
            disabled.username(),
            fresh.username(),
            "nobody-at-all",
            "ø".repeat(120))) {
      double before = hashed();
      assertThat(sends("vpn", name, "lantern orchard cello", "").isReject()).isTrue();
      assertThat(hashed() - before).as(name).isEqualTo(1);
    }
  }

  private double hashed() {
    return meters.get("sallyport.hashing.duration").functionTimer().count();
  }

  @Test
  void aPhoneApprovesTheNumberThatTheClientShows() {
    Browser browser = Visitors.signedIn(person, port);
    Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
    Said asked = begins();
    assertThat(asked.isChallenge()).isTrue();
    Said early = answers(asked, "");
    assertThat(early.isChallenge()).as("not approved yet").isTrue();
    assertThat(early.words()).contains("the number");
    Matcher number = NUMBER.matcher(early.words());
    assertThat(number.find()).isTrue();
    assertThat(phone.request().toString()).contains("the VPN by fw1", "203.0.113.9");
    phone.approve(phone.request(), number.group(1));
    assertThat(answers(early, "ok").isAccept()).isTrue();
  }

  @Test
  void aSignInThatIsDeniedOnThePhoneIsOver() {
    Browser browser = Visitors.signedIn(person, port);
    Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
    Said asked = begins();
    phone.deny(phone.request());
    Said denied = answers(asked, "");
    assertThat(denied.isReject()).isTrue();
    assertThat(denied.words()).contains("denied");
  }

  @Test
  void theCodeThatTheAppShowsDoesInPlaceOfAnApproval() {
    Browser browser = Visitors.signedIn(person, port);
    Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
    AppPhone codes = phone.codes();
    assertThat(answers(begins(), codes.code()).isAccept()).isTrue();
  }

  @Test
  void anotherWayIsTakenByItsName() {
    Browser browser = Visitors.signedIn(person, port);
    Authenticator.link(browser, port, clock, "usual", "yes");
    Said asked = begins();
    assertThat(asked.words()).contains("\"email\" for");
    Said other = answers(asked, "Email");
    assertThat(other.isChallenge()).isTrue();
    assertThat(other.words()).contains("Enter the code from message");
    assertThat(answers(other, Codes.next(person.email())).isAccept()).isTrue();
  }

  @Test
  void Q51_aStateIsGoodForOneAnswer() {
    Said asked = begins();
    String code = Codes.next(person.email());
    Said wrong = answers(asked, Codes.wrong(code));
    assertThat(wrong.isChallenge()).isTrue();
    assertThat(wrong.words()).contains("That is not the code");
    assertThat(answers(asked, code).isReject()).as("the first state").isTrue();
    assertThat(answers(wrong, code).isAccept()).isTrue();
    assertThat(answers(wrong, code).isReject()).as("the accepted one, again").isTrue();
  }

  @Test
  void Q51_ofManyAnswersWithOneStateOneIsAnswered() throws Exception {
    Said asked = begins();
    String code = Codes.next(person.email());
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Said> answer = () -> answers(asked, code);
      List<Future<Said>> all = pool.invokeAll(java.util.Collections.nCopies(20, answer));
      int accepted = 0;
      for (Future<Said> one : all) {
        accepted += one.get().isAccept() ? 1 : 0;
      }
      assertThat(accepted).isEqualTo(1);
    }
  }

  @Test
  void Q51_aStateOfAnotherNameOrNetworkIsRefused() {
    People.Person other = people.byEmail();
    Said asked = begins();
    String code = Codes.next(person.email());
    assertThat(sends("vpn", other.username(), code, asked.state()).isReject()).isTrue();
    assertThat(sends("wards", person.username(), code, asked.state()).isReject()).isTrue();
    assertThat(answers(asked, code).isAccept()).as("nothing was lost").isTrue();
  }

  @Test
  void Q51_aStateIsNoCookieAndACookieIsNoState() {
    Said asked = begins();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    String cookie = browser.cookie(SignInCookies.ATTEMPT);
    String code = Codes.next(person.email());
    assertThat(sends("vpn", person.username(), code, cookie).isReject()).isTrue();
    browser.setCookie(SignInCookies.ATTEMPT, asked.state());
    assertThat(browser.get("/login/code").location()).contains("/login");
  }

  @Test
  void Q52_fiveWrongCodesLockTheAccountAndSoDoesTheNetwork() {
    Said asked = begins();
    String wrong = Codes.wrong(Codes.next(person.email()));
    for (int i = 0; i < 4; i++) {
      asked = answers(asked, wrong);
      assertThat(asked.isChallenge()).as("try " + i).isTrue();
      clock.turn(Duration.ofMinutes(2));
    }
    Said locked = answers(asked, wrong);
    assertThat(locked.isReject()).isTrue();
    assertThat(locked.words()).contains("locked");
    assertThat(rows.isLocked(person.id())).isTrue();
    assertThat(begins().words()).contains("locked");
  }

  @Test
  void Q52_whoMayNotEnterIsRefusedBeforeTheSecondFactor() {
    Said refused = sends("wards", person.username(), People.PASSWORD, "");
    assertThat(refused.isReject()).isTrue();
    assertThat(refused.words()).isEqualTo("Your account may not use wards. Ask those who run it.");
    People.Person admin = people.admin();
    assertThat(sends("vpn", admin.username(), People.PASSWORD, "").isReject()).isTrue();
    assertThat(rows.query("select from otp_code where account_id = ?", person.id().value()))
        .as("codes that were sent")
        .isEmpty();
  }

  @Test
  void whoMustChangeTheirPasswordGetsNoCode() {
    rows.update(
        "update account set password_change_required = true where id = ?", person.id().value());
    assertThat(begins().words()).contains("must be changed first");
    assertThat(rows.query("select from otp_code where account_id = ?", person.id().value()))
        .isEmpty();
  }

  @Test
  void aLimitOfCodesIsSaidWithTheTimeOfTheNextOne() {
    Said last = begins();
    for (int i = 0; i < 20 && last.isChallenge(); i++) {
      clock.turn(Duration.ofSeconds(61));
      last = begins();
    }
    assertThat(last.isReject()).isTrue();
    assertThat(last.words())
        .contains("Too many codes were sent", "The next one can be sent")
        .doesNotContain("took too long");
  }

  @Test
  void Q52_whoLosesTheRightMeanwhileIsNotLetIn() {
    Said asked = begins();
    rows.update("update account set role = 'patient' where id = ?", person.id().value());
    assertThat(answers(asked, Codes.next(person.email())).isReject()).isTrue();
    assertThat(states().getFirst()).endsWith("not let into a network");
  }

  @Test
  void Q52_whoIsDisabledMeanwhileIsNotLetIn() {
    Said asked = begins();
    String code = Codes.next(person.email());
    rows.update("update account set disabled_at = now() where id = ?", person.id().value());
    assertThat(answers(asked, code).isReject()).isTrue();
  }

  @Test
  void Q52_whoHasNoMethodIsSentToThePortal() {
    People.Person undecided = people.undecided();
    Said refused = sends("vpn", undecided.username(), People.PASSWORD, "");
    assertThat(refused.isReject()).isTrue();
    assertThat(refused.words()).contains("no second factor yet");
  }

  @Test
  void anAttemptThatIsTooOldIsOver() {
    Said asked = begins();
    String code = Codes.next(person.email());
    clock.turn(Duration.ofHours(2));
    assertThat(answers(asked, code).isReject()).isTrue();
  }

  @Test
  void textBeyondAsciiIsReadAsUtf8() {
    Said refused = sends("vpn", "zoë", "wachtwoord €5 ü", "");
    assertThat(refused.isReject()).isTrue();
    assertThat(refused.answer().response().body()).contains("Username or password is wrong");
  }

  @Test
  void whatIsNoRequestIsRefused() {
    assertThat(server.post("/api/radius/vpn", "{").status()).isEqualTo(400);
    assertThat(server.post("/api/radius/vpn", "[]").status()).isEqualTo(400);
    assertThat(
            server
                .post(
                    "/api/radius/vpn",
                    "{\"User-Name\":{\"type\":\"string\",\"value\":[\"a\",\"b\"]}}")
                .status())
        .isEqualTo(400);
    assertThat(server.post("/api/radius/other", "{}").status()).isEqualTo(404);
  }

  @Test
  void Q54_onlyAKeyOfThisScopeMayAsk() {
    Program other = Program.with(keys, port, people.admin().id(), KeyScope.AUDIT_READ);
    assertThat(
            sends(other, "vpn", person.username(), People.PASSWORD, "", "203.0.113.9")
                .answer()
                .status())
        .isEqualTo(403);
    Said stranger =
        sends(
            server.having("nothing"), "vpn", person.username(), People.PASSWORD, "", "203.0.113.9");
    assertThat(stranger.answer().status()).isEqualTo(401);
    assertThat(stranger.words()).contains("This gateway");
    assertThat(rows.query("select from sign_in where account_id = ?", person.id().value()))
        .isEmpty();
  }

  /** {@link FreeRadiusTest} sends a request without one, where FreeRADIUS is installed. */
  @Test
  void Q53_theGuideDemandsAMessageAuthenticatorOfEveryGateway() throws IOException {
    String site = Files.readString(Path.of("..", "ops", "freeradius", "sallyport"));
    assertThat(site.split("\n\tclient ", -1)).hasSize(2);
    assertThat(site).contains("\n\t\trequire_message_authenticator = yes\n");
  }

  @Test
  void noQuestionIsLongerThanAnAttribute() {
    assertThat(RadiusWords.fitting("é".repeat(200)).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(253);
    assertThat(begins().words().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(253);
  }
}
