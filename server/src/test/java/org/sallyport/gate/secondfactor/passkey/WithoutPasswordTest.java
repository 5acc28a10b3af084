package org.sallyport.gate.secondfactor.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.SoftKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Sign-in by passkey alone, over HTTP, with the attacks of group F. */
@SallyportTest
@TestPropertySource(properties = "apart=yes")
class WithoutPasswordTest {
  private static final String PATH = "/login/with-passkey";
  private static final String REFUSED =
      "Your passkey was not accepted. Sign in with your password.";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private SoftKey keyOf(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    SoftKey key = SoftKey.link(browser);
    browser.get("/studies");
    browser.post("/logout");
    return key;
  }

  private Asked asked() {
    Browser browser = new Browser(port);
    assertThat(browser.get("/login").text()).contains("Sign in with a passkey");
    return new Asked(browser, browser.post(PATH + "/options").body());
  }

  /** A browser that is not signed in, with a challenge. */
  private record Asked(Browser browser, String options) {
    Browser.Page give(SoftKey key) {
      return give(key.get(options));
    }

    Browser.Page give(String credential) {
      return browser.post(PATH, "credential", credential);
    }
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  private void isRefused(Browser.Page page, Asked asked) {
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.text()).contains(REFUSED).doesNotContain("locked");
    assertThat(asked.browser().cookie("__Host-sid")).isEmpty();
    assertThat(asked.browser().cookie("__Host-pre")).isEmpty();
    asked.browser().get("/login");
  }

  @Nested
  class ReplacesBothFactors {
    @Test
    void whereTheDeviceVerifiedItsUserAndIsInTheHistoryAndTheAuditLog() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      rows.update("update account set wrong_codes = 3 where id = ?", person.id().value());
      int passwords = rows.events(person.id(), "SignInEvent.PasswordAccepted");
      Asked asked = asked();
      assertThat(opens(asked.give(key))).isTrue();
      assertThat(asked.browser().get("/settings/account").status()).isEqualTo(200);
      assertThat(asked.browser().get("/settings/history").text()).contains("Passkey");
      assertThat(asked.browser().get("/settings/devices").text()).doesNotContain("Not yet");
      assertThat(rows.wrongCodes(person.id())).isZero();
      assertThat(rows.events(person.id(), "SignedEvent.Accepted")).isEqualTo(1);
      assertThat(rows.events(person.id(), "SignInEvent.Completed")).isEqualTo(2);
      assertThat(rows.events(person.id(), "SignInEvent.PasswordAccepted")).isEqualTo(passwords);
      assertThat(
              rows.query(
                  "select passwordless from sign_in where account_id = ? order by passwordless",
                  person.id().value()))
          .extracting(row -> row.get("passwordless"))
          .containsExactly(false, true);
    }

    @Test
    void andIsReportedAsAPasskeyThatSomebodyHas() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      asked().give(key);
      String id =
          String.valueOf(
              rows.query(
                      "select id from sign_in where account_id = ? and passwordless",
                      person.id().value())
                  .getFirst()
                  .get("id"));
      Asked owner = asked();
      owner.give(key);
      assertThat(owner.browser().get("/settings/history/not-me?id=" + id).text())
          .contains("Then someone has your passkey")
          .doesNotContain("has your password");
    }

    @Test
    void andLeadsToThePageFirstAskedForBehindAFreshFactor() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Browser browser = new Browser(port);
      browser.follow(browser.get("/settings/account"));
      Asked asked = new Asked(browser, browser.post(PATH + "/options").body());
      assertThat(asked.give(key).location()).endsWith("/settings/account");
      browser.get("/settings/account");
      assertThat(browser.post("/settings/begin", "change", "phone").location())
          .endsWith("/settings/phone");
    }

    @Test
    void andEndsWhatWasOpenInThisBrowserBefore() {
      People.Person first = people.bySms();
      SoftKey firsts = keyOf(first);
      People.Person second = people.bySms();
      SoftKey seconds = keyOf(second);
      Asked asked = asked();
      asked.give(firsts);
      Browser copy = asked.browser().copy();
      asked.browser().get("/studies");
      String options = asked.browser().post(PATH + "/options").body();
      assertThat(opens(asked.browser().post(PATH, "credential", seconds.get(options)))).isTrue();
      assertThat(copy.get("/studies").location()).endsWith("/login");
    }

    @Test
    void neverWithoutUserVerification() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      key.verified = false;
      Asked asked = asked();
      assertThat(asked.options()).contains("\"userVerification\":\"required\"");
      isRefused(asked.give(key), asked);
    }
  }

  @Nested
  class Rule15_ALockedOrDisabledAccount {
    @Test
    void doesNotSignInAndAStrangerDoesNotLearnWhy() {
      People.Person locked = people.bySms();
      SoftKey lockeds = keyOf(locked);
      People.Person disabled = people.bySms();
      SoftKey disableds = keyOf(disabled);
      Asked one = asked();
      Asked two = asked();
      rows.update(
          "update account set locked_at = now(), lock_reference = 'L-1' where id = ?",
          locked.id().value());
      rows.update("update account set disabled_at = now() where id = ?", disabled.id().value());
      Browser.Page first = one.give(lockeds);
      Browser.Page second = two.give(disableds);
      isRefused(first, one);
      isRefused(second, two);
      Asked nobody = asked();
      Browser.Page third = nobody.give(new SoftKey());
      assertThat(third.text()).isEqualTo(first.text()).isEqualTo(second.text());
      assertThat(rows.events(locked.id(), "SignedEvent.Refused")).isEqualTo(1);
      assertThat(rows.events(disabled.id(), "SignedEvent.Refused")).isEqualTo(1);
      assertThat(rows.sessions(locked.id()) + rows.sessions(disabled.id())).isZero();
    }
  }

  @Nested
  class Attacks {
    @Test
    void F01_anAssertionIsGoodOnceAlsoInManyTabsAtOnce() throws Exception {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      key.counter = 0;
      rows.update("update passkey set sign_count = 0 where account_id = ?", person.id().value());
      Asked asked = asked();
      String recorded = key.get(asked.options());
      List<Callable<Browser.Page>> tries = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Browser tab = asked.browser().copy();
        tries.add(() -> tab.post(PATH, "credential", recorded));
      }
      Browser late = asked.browser().copy();
      int opened = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Browser.Page> answer : threads.invokeAll(tries)) {
          opened += opens(answer.get()) ? 1 : 0;
        }
      }
      assertThat(opened).isEqualTo(1);
      assertThat(opens(late.post(PATH, "credential", recorded))).isFalse();
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void F01_tooOldOrOfAnotherBrowserIsRefused() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked old = asked();
      clock.turn(Duration.ofMinutes(5));
      old.browser().setCookie("__Host-key", old.browser().cookie("__Host-key"));
      isRefused(old.give(key), old);
      Asked here = asked();
      Asked elsewhere = asked();
      isRefused(elsewhere.give(key.get(here.options())), elsewhere);
    }

    @Test
    void F01_aChallengeMadeYoungerOrMadeUpIsRefused() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked();
      String state = asked.browser().cookie("__Host-key");
      clock.turn(Duration.ofMinutes(5));
      for (String forged :
          List.of(
              state.substring(0, state.indexOf('.') + 1) + clock.millis(),
              state + "0",
              "A".repeat(43) + "." + clock.millis(),
              state.replace('.', '-'))) {
        asked.browser().setCookie("__Host-key", forged);
        isRefused(asked.give(key), asked);
      }
      asked.browser().setCookie("__Host-key", "");
      isRefused(asked.give(key), asked);
    }

    @Test
    void F01_secondFactorAndAnonymousChallengesAreNotInterchangeable() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Browser half = new Browser(port);
      half.signIn(person.username(), People.PASSWORD);
      half.get("/login/another-way");
      half.post("/login/another-way", "method", "passkey");
      Browser.Page page = half.get("/login/passkey");
      String forSecondFactor = SoftKey.options(page);
      Asked asked = asked();
      isRefused(asked.give(key.get(forSecondFactor)), asked);
      assertThat(half.post("/login/passkey", "credential", key.get(asked.options())).status())
          .isEqualTo(422);
    }

    @Test
    void F02_aPasskeyOfOneAccountGivesNoAccessToAnother() {
      People.Person victim = people.bySms();
      SoftKey victims = keyOf(victim);
      People.Person attacker = people.bySms();
      SoftKey attackers = keyOf(attacker);
      attackers.userHandle = victims.userHandle;
      Asked asked = asked();
      isRefused(asked.give(attackers), asked);
      attackers.userHandle = "";
      Asked again = asked();
      isRefused(again.give(attackers), again);
      assertThat(rows.sessions(victim.id()) + rows.sessions(attacker.id())).isZero();
    }

    @ParameterizedTest
    @MethodSource("org.sallyport.gate.secondfactor.passkey.PasskeyTest#tricks")
    void F03_aForeignOriginHostTypeOrFrameIsRefusedInTheSameWords(Consumer<SoftKey> trick) {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      trick.accept(key);
      Asked asked = asked();
      isRefused(asked.give(key), asked);
    }

    @Test
    void F06_nonsenseIsRefusedAndWritesNothing() {
      long before = rows.count("audit_event");
      for (String nonsense : List.of("", "{}", "{", "[]", "{\"response\":{\"userHandle\":7}}")) {
        Asked asked = asked();
        isRefused(asked.give(nonsense), asked);
      }
      assertThat(rows.count("audit_event")).isEqualTo(before);
    }

    @Test
    void F07_theOptionsNameNobodyAndLeaveNoRow() {
      long before = rows.count("passkey_used_challenge") + rows.count("passkey_challenge");
      String one = asked().options();
      String two = asked().options();
      assertThat(one.replaceAll("\"challenge\":\"[^\"]+\"", ""))
          .isEqualTo(two.replaceAll("\"challenge\":\"[^\"]+\"", ""))
          .doesNotContain("allowCredentials\":[{");
      assertThat(one).isNotEqualTo(two);
      assertThat(rows.count("passkey_used_challenge") + rows.count("passkey_challenge"))
          .isEqualTo(before);
    }

    @Test
    void theOptionsNeedAFormToken() {
      assertThat(new Browser(port).post(PATH + "/options").status()).isEqualTo(403);
    }
  }
}
