package org.sallyport.gate.secondfactor.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
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
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.sallyport.testing.phone.SoftKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Passkeys as second factor, over HTTP: linking, signing in, and the attacks of group F. */
@SallyportTest
@TestPropertySource(properties = "apart=yes")
class PasskeyTest {
  private static final String LINK = "/settings/devices/link/passkey";
  private static final String REFUSED = "Your passkey was not accepted";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser in(People.Person person, String to) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.post("/login/code", "code", Codes.next(to)).status()).isEqualTo(302);
    return browser;
  }

  /** The passkey of an account whose method is a passkey. */
  private SoftKey keyOf(People.Person person) {
    return SoftKey.link(in(person, person.phone()), "usual", "yes", "name", "My key");
  }

  private Asked asked(People.Person person) {
    Browser browser = new Browser(port);
    Browser.Page page = browser.signIn(person.username(), People.PASSWORD);
    assertThat(page.text()).contains("Use your passkey");
    return new Asked(browser, SoftKey.options(page));
  }

  /** A browser at the second-factor step, with a challenge on the page. */
  private record Asked(Browser browser, String options) {
    Browser.Page give(String credential) {
      return browser.post("/login/passkey", "credential", credential);
    }
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  private int keys(People.Person person) {
    return rows.query("select 1 from passkey where account_id = ?", person.id().value()).size();
  }

  private int refused(People.Person person) {
    return rows.events(person.id(), "SignedEvent.Refused");
  }

  private long signCount(People.Person person) {
    return ((Number)
            java.util.Objects.requireNonNull(
                rows.query(
                        "select sign_count from passkey where account_id = ?", person.id().value())
                    .getFirst()
                    .get("sign_count")))
        .longValue();
  }

  @Nested
  class Linking {
    @Test
    void isNamedToldByMailAndInTheAuditLogAndEndsNoSession() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      SoftKey.link(browser, "name", "My old phone");
      assertThat(browser.get("/settings/devices").text())
          .contains("My old phone", "Passkey on one device", "Not yet");
      assertThat(rows.events(person.id(), "AccountEvent.DeviceLinked")).isEqualTo(1);
      assertThat(Inbox.next(person.email()).text()).contains("was linked").contains("My old phone");
    }

    @Test
    void proposesNamesThatNoOtherDeviceHas() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      assertThat(browser.get("/settings/devices").header("Accept-CH")).isEqualTo("Sec-CH-UA-Model");
      browser.post(LINK);
      assertThat(browser.get(LINK).body()).contains("value=\"Firefox on Windows\"");
      SoftKey first = SoftKey.link(browser, "name", "Firefox on Windows");
      browser.get("/settings/devices");
      browser.post(LINK);
      Browser.Page confirm = browser.get("/settings/confirm");
      browser.post("/settings/confirm", "credential", first.get(SoftKey.options(confirm)));
      browser.get("/settings/devices");
      browser.post(LINK);
      assertThat(browser.get(LINK).body()).contains("value=\"Firefox on Windows 2\"");
    }

    @Test
    void severalAreEachGoodAndTheLastUseIsShown() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      SoftKey first = SoftKey.link(browser, "usual", "yes", "name", "Phone");
      browser.get("/settings/devices");
      assertThat(browser.post(LINK).location()).as("by the first").endsWith("/settings/confirm");
      Browser.Page confirm = browser.get("/settings/confirm");
      browser.post("/settings/confirm", "credential", first.get(SoftKey.options(confirm)));
      SoftKey second = SoftKey.link(browser, "name", "Key at my keys");
      Asked one = asked(person);
      assertThat(opens(one.give(first.get(one.options())))).isTrue();
      Asked two = asked(person);
      assertThat(opens(two.give(second.get(two.options())))).isTrue();
      assertThat(two.browser().get("/settings/devices").text()).doesNotContain("Not yet");
    }

    @Test
    void anAnswerThatDoesNotHoldGetsANewChallenge() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      browser.get("/settings/devices");
      browser.post(LINK);
      String first = SoftKey.options(browser.get(LINK));
      Browser.Page page = browser.post(LINK + "/confirm", "credential", "{}", "name", "Mine");
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("No passkey was made");
      SoftKey key = new SoftKey();
      assertThat(browser.post(LINK + "/confirm", "credential", key.create(first)).status())
          .isEqualTo(422);
      String third = SoftKey.options(browser.get(LINK));
      assertThat(browser.post(LINK + "/confirm", "credential", key.create(third)).location())
          .endsWith("?linked");
      assertThat(keys(person)).isEqualTo(1);
    }

    @Test
    void C10_aStolenSessionMakesNone() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      browser.get("/settings/devices");
      browser.post(LINK);
      String begun = SoftKey.options(browser.get(LINK));
      clock.turn(Duration.ofMinutes(11));
      SoftKey thiefs = new SoftKey();
      assertThat(browser.post(LINK + "/confirm", "credential", thiefs.create(begun)).status())
          .isEqualTo(403);
      browser.get("/settings/devices");
      assertThat(browser.post(LINK).location()).endsWith("/settings/confirm");
      assertThat(browser.get(LINK).location()).endsWith("/settings/devices");
      assertThat(browser.post(LINK + "/confirm", "credential", thiefs.create(begun)).status())
          .isEqualTo(403);
      assertThat(keys(person)).isZero();
    }

    @Test
    void F01_aChallengeOfAnotherSessionOrTooOldMakesNone() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      browser.get("/settings/devices");
      browser.post(LINK);
      String here = SoftKey.options(browser.get(LINK));
      Browser elsewhere = in(person, person.phone());
      elsewhere.get("/settings/devices");
      elsewhere.post(LINK);
      elsewhere.get(LINK);
      String made = new SoftKey().create(here);
      assertThat(elsewhere.post(LINK + "/confirm", "credential", made).status()).isEqualTo(422);
      clock.turn(Duration.ofMinutes(5));
      assertThat(browser.post(LINK + "/confirm", "credential", made).status()).isEqualTo(422);
      assertThat(keys(person)).isZero();
    }

    @Test
    void F05_aKnownCredentialIdIsNotTakenFromItsOwner() {
      People.Person owner = people.bySms();
      SoftKey key = keyOf(owner);
      People.Person thief = people.bySms();
      SoftKey copy = new SoftKey(key.credentialId);
      Browser browser = in(thief, thief.phone());
      assertThat(copy.tryToLink(browser).status()).isEqualTo(422);
      assertThat(keys(thief)).isZero();
      Asked asked = asked(owner);
      assertThat(opens(asked.give(key.get(asked.options())))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("org.sallyport.gate.secondfactor.passkey.PasskeyTest#tricks")
    void F03_aForeignOriginOrHostMakesNone(Consumer<SoftKey> trick) {
      People.Person person = people.bySms();
      SoftKey key = new SoftKey();
      trick.accept(key);
      Browser.Page page = key.tryToLink(in(person, person.phone()));
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("No passkey was made");
      assertThat(keys(person)).isZero();
    }

    @ParameterizedTest
    @MethodSource("org.sallyport.gate.secondfactor.passkey.PasskeyTest#nonsense")
    void F06_nonsenseIsRefusedQuickly(Consumer<SoftKey> nonsense) {
      People.Person person = people.bySms();
      SoftKey key = new SoftKey();
      nonsense.accept(key);
      Browser.Page page = key.tryToLink(in(person, person.phone()));
      assertThat(page.status()).isIn(400, 413, 422);
      assertThat(page.body()).doesNotContain("Exception").doesNotContain("webauthn4j");
      assertThat(keys(person)).isZero();
    }

    @Test
    void F06_tenMegabytesAreNotRead() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      browser.get("/settings/devices");
      browser.post(LINK);
      browser.get(LINK);
      Browser.Page page = browser.post(LINK + "/confirm", "credential", "{" + "a".repeat(100_000));
      assertThat(page.status()).isEqualTo(422);
      try {
        Browser.Page more =
            browser.post(LINK + "/confirm", "credential", "{" + "a".repeat(10_000_000));
        assertThat(more.status()).isIn(400, 403, 413);
      } catch (UncheckedIOException e) {
        assertThat(e).as("the line was cut before all was sent").isNotNull();
      }
      assertThat(keys(person)).isZero();
      assertThat(browser.get("/settings/devices").status()).isEqualTo(200);
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
      assertThat(browser.post("/login/method", "method", "passkey").location())
          .endsWith("/login/code");
      assertThat(browser.get(LINK).location()).endsWith("/login");
      browser.get("/login/code");
      assertThat(browser.post("/login/code", "code", Codes.next(person.email())).location())
          .endsWith("/login/link");
      assertThat(browser.get("/login/link").text()).contains("Link your passkey");
      SoftKey key = SoftKey.link(browser);
      Asked asked = asked(person);
      assertThat(opens(asked.give(key.get(asked.options())))).isTrue();
    }
  }

  @Nested
  class SigningIn {
    @Test
    void isRecordedAndSetsTheCounterToZero() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      rows.update("update account set wrong_codes = 3 where id = ?", person.id().value());
      Asked asked = asked(person);
      assertThat(opens(asked.give(key.get(asked.options())))).isTrue();
      assertThat(rows.wrongCodes(person.id())).isZero();
      assertThat(rows.events(person.id(), "SignedEvent.Accepted")).isEqualTo(1);
      assertThat(asked.browser().get("/settings/history").text()).contains("Passkey");
    }

    @Test
    void remembersTheBrowserIfTheBoxIsTicked() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      asked
          .browser()
          .post("/login/passkey", "credential", key.get(asked.options()), "remember", "yes");
      assertThat(asked.browser().cookie("__Host-rb")).isNotEmpty();
    }

    @Test
    void noAnswerCostsATryHoweverOftenItIsWrong() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      Browser browser = asked.browser();
      String options = asked.options();
      for (int i = 0; i < 7; i++) {
        SoftKey foreign = new SoftKey(key.credentialId);
        foreign.userHandle = key.userHandle;
        Browser.Page page = browser.post("/login/passkey", "credential", foreign.get(options));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains(REFUSED).doesNotContain("tries");
        options = SoftKey.options(page);
      }
      assertThat(rows.wrongCodes(person.id())).isZero();
      assertThat(refused(person)).isEqualTo(7);
      assertThat(opens(browser.post("/login/passkey", "credential", key.get(options)))).isTrue();
    }

    @Test
    void aCounterThatWentBackIsRefusedRecordedAndToldToOwnerAndAdmins() {
      People.Person admin = people.admin();
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      key.counter = 40;
      Asked asked = asked(person);
      assertThat(opens(asked.give(key.get(asked.options())))).isTrue();
      key.counter = 12;
      String subject = "may have been copied";
      for (int i = 0; i < 6; i++) {
        Asked copy = asked(person);
        assertThat(copy.give(key.get(copy.options())).text()).contains(REFUSED);
        // Each is read before the next one is sent, which could overtake it.
        if (i < 5) {
          String text = Inbox.next(person.email(), mail -> about(mail, subject)).text();
          assertThat(text).contains("Passkey: My key", "Not you?");
          assertThat(text.contains("This is the last message")).isEqualTo(i == 4);
        }
      }
      assertThat(rows.events(person.id(), "SignedEvent.Copied")).isEqualTo(6);
      assertThat(signCount(person)).isEqualTo(41);
      assertThat(Inbox.next(admin.email(), mail -> about(mail, subject)).text())
          .contains("Account: " + person.username(), "Passkey: My key");
      assertThat(Inbox.left(person.email())).noneMatch(mail -> about(mail, subject));
    }

    @Test
    void aCounterThatNoKeyOfOursSignedTellsNobody() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      SoftKey forged = new SoftKey(key.credentialId);
      forged.userHandle = key.userHandle;
      forged.counter = 0;
      Asked asked = asked(person);
      assertThat(asked.give(forged.get(asked.options())).text()).contains(REFUSED);
      assertThat(refused(person)).isEqualTo(1);
      assertThat(rows.events(person.id(), "SignedEvent.Copied")).isZero();
    }

    private boolean about(Received mail, String subject) {
      return String.valueOf(mail.subject()).contains(subject);
    }

    @Test
    void aKeyThatKeepsNoCountIsGood() {
      People.Person person = people.bySms();
      SoftKey key = new SoftKey();
      key.counter = 0;
      key.tryToLink(in(person, person.phone()), "usual", "yes");
      for (int i = 0; i < 2; i++) {
        Asked asked = asked(person);
        assertThat(opens(asked.give(key.get(asked.options())))).isTrue();
      }
    }

    @Test
    void whoDidNotVerifyAtLinkingNeedNotLaterButWhoDidHasTo() {
      People.Person person = people.bySms();
      SoftKey plain = new SoftKey();
      plain.verified = false;
      plain.tryToLink(in(person, person.phone()), "usual", "yes");
      Asked asked = asked(person);
      assertThat(asked.options()).contains("\"userVerification\":\"preferred\"");
      assertThat(opens(asked.give(plain.get(asked.options())))).isTrue();

      People.Person other = people.bySms();
      SoftKey verifying = keyOf(other);
      verifying.verified = false;
      Asked again = asked(other);
      assertThat(again.options()).contains("\"userVerification\":\"required\"");
      assertThat(again.give(verifying.get(again.options())).text()).contains(REFUSED);
    }

    @Test
    void anotherWayIsOfferedAndLeadsBack() {
      People.Person person = people.bySms();
      keyOf(person);
      Asked asked = asked(person);
      asked.browser().get("/login/another-way");
      assertThat(asked.browser().post("/login/another-way", "method", "sms").location())
          .endsWith("/login/code");
      asked.browser().get("/login/code");
      assertThat(asked.browser().post("/login/code", "code", Codes.next(person.phone())).status())
          .isEqualTo(302);
    }

    @Test
    void withoutScriptNothingIsSpent() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      Browser.Page empty = asked.give("");
      assertThat(empty.status()).isEqualTo(422);
      assertThat(empty.text()).contains("Your browser gave no answer");
      assertThat(refused(person)).isZero();
      assertThat(opens(asked.give(key.get(asked.options())))).isTrue();
    }

    @Test
    void aPageThatWasOpenTooLongAsksAnew() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      clock.turn(Duration.ofMinutes(5));
      Browser browser = asked.browser();
      assertThat(browser.get("/login/passkey").text()).contains("open too long");
      Browser.Page again = browser.follow(browser.post("/login/passkey/resend"));
      assertThat(
              opens(browser.post("/login/passkey", "credential", key.get(SoftKey.options(again)))))
          .isTrue();
    }
  }

  @Nested
  class Rule15_ALockedOrDisabledAccount {
    private void lock(People.Person person) {
      rows.update(
          "update account set locked_at = now(), lock_reference = 'L-1' where id = ?",
          person.id().value());
    }

    private void disable(People.Person person) {
      rows.update("update account set disabled_at = now() where id = ?", person.id().value());
    }

    @Test
    void atTheStart() {
      People.Person locked = people.bySms();
      keyOf(locked);
      lock(locked);
      assertThat(new Browser(port).signIn(locked.username(), People.PASSWORD).text())
          .contains("Your account is locked")
          .doesNotContain("passkey");
      People.Person disabled = people.bySms();
      keyOf(disabled);
      disable(disabled);
      assertThat(new Browser(port).signIn(disabled.username(), People.PASSWORD).text())
          .contains("Username or password is wrong");
      assertThat(challenges(locked) + challenges(disabled)).isZero();
    }

    @Test
    void atTheAnswerWhenItWasUnderWay() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      String credential = key.get(asked.options());
      lock(person);
      assertThat(asked.give(credential).text()).contains("Your account is locked");
      assertThat(rows.sessions(person.id())).isEqualTo(1);
      assertThat(refused(person)).isEqualTo(1);
      assertThat(asked.browser().post("/login/passkey/resend").location())
          .endsWith("/login/locked");

      People.Person other = people.bySms();
      SoftKey others = keyOf(other);
      Asked half = asked(other);
      String answer = others.get(half.options());
      disable(other);
      assertThat(opens(half.give(answer))).isFalse();
      assertThat(rows.sessions(other.id())).isEqualTo(1);
    }

    @Test
    void whenTheSessionIsMadeTheLockThatCameFirstWins() throws Exception {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      String credential = key.get(asked.options());
      Asked wrong = asked(person);
      wrong.browser().get("/login/another-way");
      wrong.browser().post("/login/another-way", "method", "sms");
      wrong.browser().get("/login/code");
      String code = Codes.next(person.phone());
      for (int i = 0; i < 4; i++) {
        wrong.browser().post("/login/code", "code", Codes.wrong(code));
      }
      int before = rows.sessions(person.id());
      Thread last =
          Thread.startVirtualThread(
              () -> wrong.browser().post("/login/code", "code", Codes.wrong(code)));
      boolean opened = opens(asked.give(credential));
      last.join();
      assertThat(rows.sessions(person.id())).isEqualTo(before + (opened ? 1 : 0));
      assertThat(opened && rows.isLocked(person.id())).isFalse();
    }

    private long challenges(People.Person person) {
      return rows.query(
              "select 1 from passkey_challenge c join sign_in s on s.id = c.sign_in_id where c.purpose <> 'link' and s.account_id = ?",
              person.id().value())
          .size();
    }
  }

  /** Manipulations by a software authenticator that signs anything. */
  static Stream<Named<Consumer<SoftKey>>> tricks() {
    return Stream.of(
        trick("a look-alike", key -> key.origin = "http://localhost.example.evil:8080"),
        trick("another scheme", key -> key.origin = "https://localhost:8080"),
        trick("a sibling", key -> key.origin = "http://portal.localhost:8080"),
        trick("another port", key -> key.origin = "http://localhost:8081"),
        trick("a foreign host's key", key -> key.rpId = "example.evil"),
        trick("the other act", key -> key.type = "payment.get"),
        trick("in a frame", key -> key.clientDataMore = ",\"crossOrigin\":true"),
        trick("nobody there", key -> key.present = false));
  }

  static Stream<Named<Consumer<SoftKey>>> nonsense() {
    return Stream.of(
        trick("2,000 bytes of id", key -> key.credentialId = new byte[2000]),
        trick("no id", key -> key.credentialId = new byte[0]),
        trick("an unknown algorithm", key -> key.algorithm = -999),
        trick("an algorithm not asked for", key -> key.algorithm = -35),
        trick("nested maps", key -> key.extraMapEntries = deep()),
        trick(
            "a negative length",
            key -> key.extraMapEntries = new byte[] {(byte) 0x7b, -1, -1, -1, -1, -1, -1, -1, -1}));
  }

  private static byte[] deep() {
    byte[] maps = new byte[8000];
    java.util.Arrays.fill(maps, (byte) 0x81);
    return maps;
  }

  private static Named<Consumer<SoftKey>> trick(String name, Consumer<SoftKey> trick) {
    return Named.of(name, trick);
  }

  @Nested
  class AttacksOnAssertions {
    @Test
    void F01_anAssertionIsGoodOnce() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      Browser copy = asked.browser().copy();
      String recorded = key.get(asked.options());
      assertThat(opens(asked.give(recorded))).isTrue();
      int before = rows.sessions(person.id());
      assertThat(opens(copy.post("/login/passkey", "credential", recorded))).isFalse();
      Asked again = asked(person);
      assertThat(again.give(recorded).text()).contains(REFUSED);
      assertThat(rows.sessions(person.id())).isEqualTo(before);
    }

    @Test
    void F01_aChallengeIsGoneWithABadAnswerToo() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      asked.give("{\"id\":1}");
      assertThat(asked.give(key.get(asked.options())).text()).contains(REFUSED);
    }

    @Test
    void F01_tooOldOrOfAnotherAttemptIsRefused() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      clock.turn(Duration.ofMinutes(5));
      assertThat(asked.give(key.get(asked.options())).text()).contains(REFUSED);
      Asked one = asked(person);
      Asked two = asked(person);
      assertThat(two.give(key.get(one.options())).text()).contains(REFUSED);
    }

    @Test
    void F01_anAssertionForASignInConfirmsNoChange() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      assertThat(opens(asked.give(key.get(asked.options())))).isTrue();
      Asked other = asked(person);
      clock.turn(Duration.ofMinutes(4));
      String forSignIn = key.get(other.options());
      clock.turn(Duration.ofSeconds(61));
      Browser browser = asked.browser();
      browser.get("/settings/account");
      assertThat(browser.post("/settings/begin", "change", "phone").location())
          .endsWith("/settings/confirm");
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "credential", forSignIn).status())
          .isEqualTo(422);
    }

    @Test
    void F02_theAttackersPasskeyGivesNoAccessToTheVictim() {
      People.Person victim = people.bySms();
      SoftKey victims = keyOf(victim);
      People.Person attacker = people.bySms();
      SoftKey attackers = keyOf(attacker);
      Asked first = asked(victim);
      Browser.Page page = first.give(attackers.get(first.options()));
      assertThat(page.text()).contains(REFUSED);
      attackers.userHandle = victims.userHandle;
      assertThat(first.give(attackers.get(SoftKey.options(page))).text()).contains(REFUSED);
      assertThat(signCount(attacker)).isEqualTo(1);
      assertThat(signCount(victim)).isEqualTo(1);
      assertThat(rows.wrongCodes(victim.id())).isZero();
      assertThat(rows.sessions(victim.id())).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("org.sallyport.gate.secondfactor.passkey.PasskeyTest#tricks")
    void F03_aForeignOriginHostTypeOrFrameIsRefusedInTheSameWords(Consumer<SoftKey> trick) {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      trick.accept(key);
      Browser.Page page = asked.give(key.get(asked.options()));
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains(REFUSED + ". Try again, or use another way.");
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void F03_aNewKeyIsNoAnswer() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      key.type = "webauthn.create";
      assertThat(asked.give(key.get(asked.options())).text()).contains(REFUSED);
    }
  }

  @Nested
  class ForAChange {
    @Test
    void theStrongestIsAskedAndOpensTheChange() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      asked.give(key.get(asked.options()));
      Browser browser = asked.browser();
      clock.turn(Duration.ofMinutes(5));
      browser.get("/settings/account");
      browser.post("/settings/begin", "change", "phone");
      Browser.Page page = browser.get("/settings/confirm");
      assertThat(page.text()).contains("Confirm that it is you").contains("Use your passkey");
      assertThat(
              browser
                  .post("/settings/confirm", "credential", key.get(SoftKey.options(page)))
                  .location())
          .endsWith("/settings/phone");
    }

    @Test
    void aCodeOfAWeakerMethodIsNotEnough() {
      People.Person person = people.bySms();
      Browser browser = in(person, person.phone());
      SoftKey.link(browser);
      browser.get("/settings/account");
      assertThat(browser.post("/settings/begin", "change", "phone").location())
          .endsWith("/settings/confirm");
    }

    @Test
    void Rule29_removingTheLastOneMovesTheMethodToSms() {
      People.Person person = people.bySms();
      SoftKey key = keyOf(person);
      Asked asked = asked(person);
      asked.give(key.get(asked.options()));
      Browser browser = asked.browser();
      String id =
          String.valueOf(
              rows.query("select id from passkey where account_id = ?", person.id().value())
                  .getFirst()
                  .get("id"));
      assertThat(browser.get("/settings/devices/unlink?id=" + id).text())
          .contains("From then on you sign in with One-Time-Password by SMS");
      assertThat(browser.post("/settings/devices/unlink", "id", id).location())
          .endsWith("?removed");
      assertThat(keys(person)).isZero();
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
          .contains("by SMS");
    }
  }
}
