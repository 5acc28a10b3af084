package org.sallyport.gate.secondfactor.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Codes of authenticator apps, over HTTP: linking, sign-in, and the attacks of group D. */
@SallyportTest
@TestPropertySource(properties = "apart=yes")
class AppCodeTest {
  private static final String LINK = "/settings/devices/link/totp";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired FactorResets resets;

  private Browser in(People.Person person, String to) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.post("/login/code", "code", Codes.next(to)).status()).isEqualTo(302);
    return browser;
  }

  @Test
  void isProposedForEverySignInUnlessThePresentMethodIsStronger() {
    People.Person person = people.bySms();
    Browser browser = in(person, person.phone());
    browser.get("/settings/devices");
    browser.post(LINK);
    assertThat(usual(browser).hasAttr("checked")).isTrue();
    for (String stronger : List.of("passkey", "app")) {
      rows.update("update account set method = ? where id = ?", stronger, person.id().value());
      assertThat(usual(browser).hasAttr("checked")).as(stronger).isFalse();
    }
  }

  private static Element usual(Browser browser) {
    return Jsoup.parse(browser.get(LINK).body()).expectFirst("[name=usual]");
  }

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text())
        .contains("Enter the code from your authenticator app");
    return browser;
  }

  /** The app of an account whose method it is; its last code is used. */
  private AppPhone phoneOf(People.Person person) {
    AppPhone phone = AppPhone.link(in(person, person.phone()), clock, "usual", "yes");
    clock.turn(Duration.ofSeconds(90));
    return phone;
  }

  private static Browser.Page give(Browser browser, String code) {
    return browser.post("/login/code", "code", code);
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  @Nested
  class Linking {
    @Test
    void aKeyCountsOnlyOnceACodeOfItWasEntered() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      browser.get("/settings/devices");
      browser.post(LINK);
      assertThat(browser.get(LINK).body()).contains("value=\"Authenticator app\"");
      assertThat(browser.get("/settings/devices").text()).contains("Nothing is linked yet");
      Browser other = new Browser(port);
      assertThat(other.signIn(person.username(), People.PASSWORD).text()).contains("message");
    }

    @Test
    void isNotifiedAndRecordedAndEndsNoSession() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      AppPhone.link(browser, clock, "name", "My old phone");
      assertThat(browser.get("/settings/devices").text()).contains("My old phone");
      assertThat(rows.events(person.id(), "AccountEvent.DeviceLinked")).isEqualTo(1);
      assertThat(Inbox.next(person.email()).text()).contains("was linked").contains("My old phone");
    }

    @Test
    void fiveWrongCodesBeginItAnewAndDoNotTouchTheCounter() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      browser.get("/settings/devices");
      browser.post(LINK);
      AppPhone phone = AppPhone.reading(browser.get(LINK), clock);
      for (int i = 0; i < 5; i++) {
        Browser.Page page = browser.post(LINK + "/confirm", "code", Codes.wrong(phone.code()));
        assertThat(page.status()).isEqualTo(422);
      }
      Browser.Page over = browser.post(LINK + "/confirm", "code", phone.code());
      assertThat(over.status()).isEqualTo(422);
      assertThat(over.text())
          .contains("Too many codes were wrong", "Link it again", "clock is set automatically");
      assertThat(rows.wrongCodes(person.id())).isZero();
      assertThat(browser.get("/settings/devices").text()).contains("Nothing is linked yet");
    }

    @Test
    void Rule29_aSixthDeviceIsRefusedAndNothingIsLost() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      AppPhone phone = AppPhone.link(browser, clock);
      for (int i = 0; i < 4; i++) {
        clock.turn(Duration.ofMinutes(5));
        stepUp(browser, phone);
        AppPhone.link(browser, clock);
      }
      assertThat(browser.get("/settings/devices").text()).contains("which is the maximum");
      clock.turn(Duration.ofMinutes(5));
      stepUp(browser, phone);
      browser.post(LINK);
      AppPhone sixth = AppPhone.reading(browser.get(LINK), clock);
      Browser.Page refused = browser.post(LINK + "/confirm", "code", sixth.code());
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text()).contains("which is the maximum");
      assertThat(
              rows.count(
                  "totp_secret where confirmed_at is not null and account_id = '"
                      + person.id()
                      + "'"))
          .isEqualTo(5);
    }

    private void stepUp(Browser browser, AppPhone phone) {
      browser.get("/settings/devices");
      assertThat(browser.post(LINK).location()).endsWith("/settings/confirm");
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "code", phone.code()).status()).isEqualTo(302);
      browser.get("/settings/devices");
    }

    @Test
    void C11_aSecretIsTheServersAndOfOneSessionAndTheNewestAlone() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      browser.get("/settings/devices");
      browser.post(LINK, "secret", "JBSWY3DPEHPK3PXP");
      AppPhone first = AppPhone.reading(browser.get(LINK), clock);
      assertThat(browser.get(LINK).text()).doesNotContain("JBSW Y3DP");
      browser.post(LINK);
      assertThat(browser.post(LINK + "/confirm", "code", first.code()).status()).isEqualTo(422);
      Browser elsewhere = in(person, person.phone());
      assertThat(elsewhere.get(LINK).location()).endsWith("/settings/devices");
    }
  }

  @Nested
  class Rule27_ChosenAtTheFirstSignIn {
    @Test
    void isLinkedOnlyAfterACodeByMailAndCountsFromThenOn() {
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("You link it after one code by SMS or e-mail.");
      assertThat(browser.post("/login/method", "method", "totp").location())
          .endsWith("/login/code");
      assertThat(browser.get(LINK).location()).endsWith("/login");
      browser.get("/login/code");
      Browser.Page in = give(browser, Codes.next(person.email()));
      assertThat(in.location()).endsWith("/login/link");
      assertThat(browser.get("/login/link").text()).contains("Link your authenticator app");
      assertThat(browser.post(LINK).location()).endsWith(LINK);
      AppPhone phone = AppPhone.reading(browser.get(LINK), clock);
      assertThat(browser.post(LINK + "/confirm", "code", phone.code()).location())
          .endsWith("?linked");
      clock.turn(Duration.ofSeconds(30));
      assertThat(opens(give(asked(person), phone.code()))).isTrue();
    }

    /** An admin changed the number, so codes to it wait for a day. */
    @Test
    void isLinkedAfterACodeByMailWhileTheNumberWaits() {
      People.Person person = people.add(null, true, true, "physician");
      rows.update(
          "update account set sms_codes_blocked_until = ? where id = ?",
          Timestamp.from(clock.instant().plus(Duration.ofHours(20))),
          person.id().value());
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(browser.post("/login/method", "method", "totp").location())
          .endsWith("/login/code");
      browser.get("/login/code");
      assertThat(give(browser, Codes.next(person.email())).location()).endsWith("/login/link");
      browser.get("/login/link");
      assertThat(browser.post(LINK).location()).as("by the strongest factor").doesNotContain(LINK);
    }

    /** Codes by SMS wait for some seconds only, and stay the proof. */
    @Test
    void isLinkedAfterTheStrongestProofThatTheAttemptCanHave() {
      People.Person person = people.add(null, true, true, "physician");
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/method", "method", "totp");
      browser.get("/login/code");
      assertThat(give(browser, Codes.next(person.phone())).location()).endsWith("/login/link");
    }

    @Test
    void whoSkipsItMeetsTheChooserAgain() {
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/method", "method", "totp");
      browser.get("/login/code");
      give(browser, Codes.next(person.email()));
      browser.get("/login/link");
      assertThat(browser.post("/login/link/skip").location()).endsWith("/studies");
      Browser again = new Browser(port);
      assertThat(again.signIn(person.username(), People.PASSWORD).text())
          .contains("Choose your two-factor method");
    }

    @Test
    void cannotBeChosenByWhoCannotProveWhoTheyAre() {
      People.Person person = people.unreachable();
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("Ask your administrator");
      assertThat(browser.post("/login/method", "method", "totp").status()).isEqualTo(422);
    }
  }

  @Nested
  class SigningIn {
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void takesTheCodeOfThisStepAndOneStepEitherWay(int step) {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      assertThat(opens(give(asked(person), phone.code(step)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void refusesAStepFurtherAwayAndCountsIt(int step) {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      Browser.Page page = give(asked(person), phone.code(step));
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("4 tries left");
    }

    @Test
    void Rule12_sharesTheOneCounterWithCodesByMessage() {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      Browser browser = asked(person);
      for (int i = 0; i < 3; i++) {
        give(browser, Codes.wrong(phone.code()));
      }
      browser.get("/login/another-way");
      assertThat(browser.post("/login/another-way", "method", "sms").status()).isEqualTo(302);
      browser.get("/login/code");
      String code = Codes.next(person.phone());
      give(browser, Codes.wrong(code));
      give(browser, Codes.wrong(code));
      assertThat(rows.wrongCodes(person.id())).isEqualTo(5);
      assertThat(give(browser, code).text()).contains("locked");
    }

    @Test
    void Rule15_aLiveCodeOpensNoLockedAccount() {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      Browser browser = asked(person);
      rows.update(
          "update account set locked_at = now(), lock_reference = 'L-1' where id = ?",
          person.id().value());
      assertThat(give(browser, phone.code()).text()).contains("locked");
      assertThat(rows.sessions(person.id())).isEqualTo(1);
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
          .contains("Your account is locked");
    }

    @Test
    void aDisabledAccountIsRefusedWithALiveCode() {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      Browser browser = asked(person);
      rows.update("update account set disabled_at = now() where id = ?", person.id().value());
      assertThat(opens(give(browser, phone.code()))).isFalse();
    }
  }

  @Nested
  class AttacksOnAppCodes {
    @Test
    void D01_aCodeIsTakenOnceAlsoInTheNextStep() {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      String code = phone.code();
      assertThat(opens(give(asked(person), code))).isTrue();
      Browser attacker = asked(person);
      assertThat(give(attacker, code).text()).contains("was already used");
      clock.turn(Duration.ofSeconds(30));
      assertThat(give(attacker, code).status()).isEqualTo(422);
      assertThat(rows.wrongCodes(person.id())).isEqualTo(2);
    }

    @Test
    void D01_manyTabsAtOnceOpenOneSession() throws Exception {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      String code = phone.code();
      List<Browser> tabs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tabs.add(asked(person));
      }
      long before = rows.sessions(person.id());
      List<Callable<Browser.Page>> tries = new ArrayList<>();
      tabs.forEach(tab -> tries.add(() -> give(tab, code)));
      int opened = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Browser.Page> answer : threads.invokeAll(tries)) {
          opened += opens(answer.get()) ? 1 : 0;
        }
      }
      assertThat(opened).isEqualTo(1);
      assertThat(rows.sessions(person.id())).isEqualTo(before + 1);
    }

    @Test
    void D03_usedCodesAreRefusedAfterTheClockJumpsBack() {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      String before = phone.code(-1);
      String code = phone.code();
      assertThat(opens(give(asked(person), code))).isTrue();
      clock.turn(Duration.ofMinutes(-1));
      Browser attacker = asked(person);
      assertThat(give(attacker, code).status()).isEqualTo(422);
      assertThat(give(attacker, before).status()).isEqualTo(422);
      clock.turn(Duration.ofMinutes(1));
    }

    @Test
    void D04_theClientDoesNotSayTheTime() {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      String photo = phone.code();
      clock.turn(Duration.ofMinutes(5));
      Browser attacker = asked(person);
      String then = clock.instant().minus(Duration.ofMinutes(5)).toString();
      String form =
          attacker.form("code", photo, "time", then, "offset", "-300", "timezone", "-0005");
      Browser.Page page =
          attacker.send(
              attacker
                  .request("/login/code")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .header("Date", "Tue, 24 Nov 2026 08:55:00 GMT")
                  .header("X-Timestamp", then)
                  .header("X-Client-Time", then)
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build());
      assertThat(page.status()).isEqualTo(422);
      clock.turn(Duration.ofMinutes(-5));
      assertThat(opens(give(asked(person), photo))).as("the code was right at its time").isTrue();
      clock.turn(Duration.ofMinutes(5));
    }

    @Test
    void D06_theKeyIsNowhereOnceItCounts() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      browser.get("/settings/devices");
      browser.post(LINK);
      Browser.Page page = browser.get(LINK);
      assertThat(page.header("Cache-Control")).contains("no-store");
      AppPhone phone = AppPhone.reading(page, clock);
      browser.post(LINK + "/confirm", "code", phone.code());
      assertThat(browser.get(LINK).location()).endsWith("/settings/devices");
      assertThat(browser.get("/settings/devices").body()).doesNotContain(phone.key());
      assertThat(rows.query("select * from totp_secret where account_id = ?", person.id().value()))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(
                          new String(
                              (byte[]) row.get("secret"),
                              java.nio.charset.StandardCharsets.ISO_8859_1))
                      .doesNotContain(phone.key()));
    }

    @Test
    void D07_aCodeOfTheSignInConfirmsNoChange() {
      People.Person person = people.bySms();
      AppPhone phone = phoneOf(person);
      Browser browser = asked(person);
      String code = phone.code();
      give(browser, code);
      clock.turn(Duration.ofMinutes(5));
      String later = phone.code();
      browser.get("/settings/account");
      browser.post("/settings/begin", "change", "phone");
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "code", later).location())
          .endsWith("/settings/phone");
      Browser second = asked(person);
      assertThat(give(second, later).status()).isEqualTo(422);
    }
  }

  @Nested
  class Removing {
    @Test
    void Rule29_theLastOneMovesTheMethodToSmsAndThePageSaysSoBefore() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      AppPhone phone = AppPhone.link(browser, clock, "usual", "yes");
      String id =
          String.valueOf(
              rows.query("select id from totp_secret where account_id = ?", person.id().value())
                  .getFirst()
                  .get("id"));
      assertThat(browser.get("/settings/devices/unlink?id=" + id).text())
          .contains("From then on you sign in with One-Time-Password by SMS");
      clock.turn(Duration.ofSeconds(30));
      browser.post("/settings/devices/unlink", "id", id);
      browser.get("/settings/confirm");
      browser.post("/settings/confirm", "code", phone.code());
      browser.get("/settings/devices/unlink?id=" + id);
      assertThat(browser.post("/settings/devices/unlink", "id", id).location())
          .endsWith("?removed");
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
          .contains("by SMS");
      assertThat(rows.events(person.id(), "AccountEvent.DeviceUnlinked")).isEqualTo(1);
    }

    @Test
    void Rule39_aResetRemovesWhatIsLinkedAndWhatWaitsToBe() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      AppPhone.link(browser, clock);
      browser.get("/settings/devices");
      browser.post(LINK);
      resets.ask(
          new ResetRequest(person.id(), new Actor(null, "a test"), "lost", false),
          Origin.COMMAND_LINE);
      UUID reset = resets.open(person.id()).orElseThrow().id();
      resets.confirm(reset, people.admin().id(), Origin.COMMAND_LINE);
      assertThat(rows.query("select 1 from totp_secret where account_id = ?", person.id().value()))
          .isEmpty();
      assertThat(
              rows.query(
                  "select 1 from account where id = ? and linked_methods <> '{}'",
                  person.id().value()))
          .isEmpty();
    }

    @Test
    void somebodyElsesDeviceIsUnknown() {
      People.Person owner = people.bySms();
      phoneOf(owner);
      Object id =
          rows.query("select id from totp_secret where account_id = ?", owner.id().value())
              .getFirst()
              .get("id");
      People.Person other = people.bySms();
      Browser browser = in(other, other.phone());
      assertThat(browser.get("/settings/devices/unlink?id=" + id).location())
          .endsWith("/settings/devices");
      browser.get("/settings/devices");
      browser.post("/settings/devices/unlink", "id", String.valueOf(id));
      assertThat(rows.query("select 1 from totp_secret where account_id = ?", owner.id().value()))
          .hasSize(1);
    }
  }
}
