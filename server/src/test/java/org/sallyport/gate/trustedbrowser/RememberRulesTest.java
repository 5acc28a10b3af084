package org.sallyport.gate.trustedbrowser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Rules 19 to 23, and the attack cases of group G, over HTTP. */
@SallyportTest
class RememberRulesTest {
  private static final String COOKIE = "__Host-rb";
  private static final String SAFARI =
      "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;

  /** Signs in with the box ticked. */
  private Browser remembered(People.Person person) {
    return remembered(person, new Browser(port));
  }

  private Browser remembered(People.Person person, Browser browser) {
    browser.signIn(person.username(), People.PASSWORD);
    Browser.Page in =
        browser.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
    assertThat(in.location()).endsWith("/studies");
    assertThat(browser.cookie(COOKIE)).isNotEmpty();
    browser.setCookie("__Host-sid", "");
    return browser;
  }

  /** Whether the password alone opens a session. */
  private static boolean opens(Browser browser, People.Person person) {
    browser.follow(browser.get("/login"));
    Browser.Page page =
        browser.post("/login", "username", person.username(), "password", People.PASSWORD);
    assertThat(page.status()).isEqualTo(302);
    boolean opened = page.location().endsWith("/studies");
    if (opened) {
      assertThat(browser.cookie("__Host-sid")).isNotEmpty();
      browser.setCookie("__Host-sid", "");
    }
    return opened;
  }

  @Nested
  class Rule19_OnlyAfterACompletedSecondFactorWithTheBoxTicked {
    @Test
    void withoutTheBoxNothingIsRemembered() {
      People.Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.post("/login/code", "code", Codes.next(person.email()));
      assertThat(browser.cookie(COOKIE)).isEmpty();
    }

    @Test
    void aWrongCodeWithTheBoxTickedSetsNothing() {
      People.Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      String code = Codes.next(person.email());
      browser.post("/login/code", "code", Codes.wrong(code), "remember", "yes");
      assertThat(browser.cookie(COOKIE)).isEmpty();
    }

    @Test
    void adminsSeeNoBoxAndWhyAndATickedOneIsIgnored() {
      People.Person admin = people.admin();
      Browser browser = new Browser(port);
      Browser.Page page = browser.signIn(admin.username(), People.PASSWORD);
      assertThat(page.text())
          .doesNotContain("Remember this browser")
          .contains("second factor is asked for at every sign-in");
      browser.post("/login/code", "code", Codes.next(admin.email()), "remember", "yes");
      assertThat(browser.cookie(COOKIE)).isEmpty();
      assertThat(browser.cookie("__Host-sid")).isNotEmpty();
    }

    @Test
    void whoseDeviceIsStillToBeLinkedHasNoBoxAndATickedOneIsIgnored() {
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      assertThat(chooses(browser, person, "totp").text()).doesNotContain("Remember this browser");
      assertThat(
              browser
                  .post("/login/code", "code", Codes.next(person.email()), "remember", "yes")
                  .location())
          .endsWith("/login/link");
      assertThat(browser.cookie(COOKIE)).isEmpty();
      assertThat(browser.cookie("__Host-sid")).isNotEmpty();
    }

    @Test
    void whoseNumberIsStillToBeGivenHasNoBoxAndATickedOneIsIgnored() {
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      assertThat(chooses(browser, person, "sms").text()).doesNotContain("Remember this browser");
      assertThat(
              browser
                  .post("/login/code", "code", Codes.next(person.email()), "remember", "yes")
                  .location())
          .endsWith("/login/phone");
      assertThat(browser.cookie(COOKIE)).isEmpty();
    }

    @Test
    void whoGetsTheirMethodByThisSignInHasTheBox() {
      People.Person person = people.undecided();
      Browser browser = new Browser(port);
      assertThat(chooses(browser, person, "email").text()).contains("Remember this browser");
      browser.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
      assertThat(browser.cookie(COOKIE)).isNotEmpty();
      browser.setCookie("__Host-sid", "");
      assertThat(opens(browser, person)).isTrue();
    }

    private Browser.Page chooses(Browser browser, People.Person person, String method) {
      browser.signIn(person.username(), People.PASSWORD);
      return browser.follow(browser.post("/login/method", "method", method));
    }
  }

  @Nested
  class Rule20_ThirtyDays {
    @Test
    void noCodeForThirtyDaysAndNotAMillisecondLonger() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      clock.turn(Duration.ofDays(15));
      assertThat(opens(browser, person)).isTrue();
      clock.turn(Duration.ofDays(15).minusMillis(1));
      assertThat(opens(browser, person)).isTrue();
      clock.turn(Duration.ofMillis(1));
      assertThat(opens(browser, person)).isFalse();
    }

    @Test
    void neverInPlaceOfThePassword() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      browser.get("/login");
      assertThat(
              browser.post("/login", "username", person.username(), "password", "wrong").status())
          .isEqualTo(422);
      assertThat(browser.get("/studies").location()).endsWith("/login");
    }

    @Test
    void neverWhileLocked() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      rows.update(
          "update account set locked_at = now(), wrong_codes = 5 where id = ?",
          person.id().value());
      assertThat(opens(browser, person)).isFalse();
      assertThat(rows.sessions(person.id())).as("the one from before").isEqualTo(1);
    }

    @Test
    void Rule25_neverInPlaceOfTheChoiceOfAMethod() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      rows.update("update account set method = null where id = ?", person.id().value());
      assertThat(opens(browser, person)).isFalse();
      assertThat(browser.get("/login/method").text()).contains("Choose your two-factor method");
    }

    @Test
    void leavesTheCodeCounterAsItIs() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      rows.update("update account set wrong_codes = 3 where id = ?", person.id().value());
      assertThat(opens(browser, person)).isTrue();
      assertThat(rows.wrongCodes(person.id())).isEqualTo(3);
    }

    @Test
    void G02_notForAnotherAccount() {
      People.Person person = people.byEmail();
      People.Person other = people.byEmail();
      Browser browser = remembered(person);
      assertThat(opens(browser, other)).isFalse();
      assertThat(opens(browser, person)).isTrue();
    }

    @Test
    void notInAnotherBrowser() {
      People.Person person = people.byEmail();
      remembered(person);
      assertThat(opens(new Browser(port), person)).isFalse();
    }

    @Test
    void G01_aCopyInAnotherKindOfBrowserIsAskedForACode() {
      People.Person person = people.byEmail();
      Browser owner = remembered(person);
      Browser thief = new Browser(port, SAFARI);
      thief.setCookie(COOKIE, owner.cookie(COOKIE));
      assertThat(opens(thief, person)).isFalse();
      assertThat(opens(owner, person)).isTrue();
    }
  }

  @Nested
  class Rule21_RenewedAtEachUse {
    @Test
    void theOldValueIsGoodUntilTheNewOneIsPresented() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      Browser lostAnswer = browser.copy();
      assertThat(opens(browser.copy(), person)).isTrue();
      assertThat(opens(lostAnswer, person)).as("its answer was lost").isTrue();
    }

    @Test
    void twoTabsAtOnceAreNoAttack() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      Browser tab = browser.copy();
      assertThat(opens(browser, person)).isTrue();
      assertThat(opens(tab, person)).isTrue();
      Browser later = browser.copy();
      assertThat(opens(later, person)).isTrue();
      assertThat(rows.events(person.id(), "BrowserEvent.CopyPresented")).isZero();
    }

    @Test
    void aCopiedOldValueEndsTheSeriesAndTheOwnerIsNotified() {
      People.Person person = people.byEmail();
      Browser owner = remembered(person);
      Browser thief = owner.copy();
      assertThat(opens(owner, person)).isTrue();
      assertThat(opens(owner, person)).isTrue();
      assertThat(opens(thief, person)).isFalse();
      assertThat(rows.events(person.id(), "BrowserEvent.CopyPresented")).isEqualTo(1);
      assertThat(opens(owner, person)).as("the series has ended").isFalse();
    }
  }

  @Nested
  class Rule22_WhatEndsIt {
    @Test
    void G05_aLockEndsItEvenAfterTheUnlock() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      Browser outside = new Browser(port);
      outside.signIn(person.username(), People.PASSWORD);
      String code = Codes.next(person.email());
      for (int i = 0; i < 5; i++) {
        outside.post("/login/code", "code", Codes.wrong(code));
      }
      assertThat(rows.isLocked(person.id())).isTrue();
      rows.update(
          "update account set locked_at = null, wrong_codes = 0 where id = ?", person.id().value());
      assertThat(opens(browser, person)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void eachTrigger(int which) {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      DomainEvent trigger = triggers(person.id(), signIn(person)).get(which);
      transaction.executeWithoutResult(
          status -> events.publish(trigger, new Origin("203.0.113.24", "Firefox")));
      assertThat(opens(browser, person)).as(trigger.toString()).isFalse();
    }

    private SignInId signIn(People.Person person) {
      return new SignInId(
          (UUID)
              Objects.requireNonNull(
                  rows.query("select id from sign_in where account_id = ?", person.id().value())
                      .getFirst()
                      .get("id")));
    }

    private List<DomainEvent> triggers(AccountId id, SignInId session) {
      return List.of(
          new AccountEvent.PasswordChanged(id, session, "settings"),
          new AccountEvent.MethodChanged(id, session, "sms", "email"),
          new AccountEvent.PhoneChanged(id, session, "", "+32 ••• 84", null),
          new AccountEvent.EmailChanged(id, session, "p•••@x", "n•••@x", "p@x.example"),
          new AccountEvent.OtherWaysChanged(id, session, List.of("sms")),
          new AccountEvent.DeviceLinked(id, session, "totp", "phone"),
          new AccountEvent.DeviceUnlinked(id, session, "totp", "phone"),
          new AccountEvent.RecoveryCodesMade(id, session),
          new AccountEvent.IssuerUnlinked(id, session, "hospital", "admin", "left"),
          new AccountEvent.DirectoryUnlinked(id, "hosp", "admin", "left"),
          new AccountEvent.RoleChanged(id, "physician", "patient"),
          new AccountEvent.SessionsEnded(id, "desk", "stolen laptop"),
          new AccountEvent.Disabled(id, "desk", "left"),
          new LockEvent.Locked(id, session, "L-2207"));
    }

    @Test
    void theEndOfAllOtherSessions() {
      People.Person person = people.byEmail();
      Browser stolen = remembered(person);
      clock.turn(Duration.ofSeconds(30));
      Browser own = Visitors.signedIn(person, port);
      own.get("/settings/sessions");
      assertThat(own.post("/settings/sessions/end-others").location()).endsWith("?ended");
      assertThat(opens(stolen, person)).isFalse();
      assertThat(own.get("/settings/account").status()).isEqualTo(200);
    }

    @Test
    void G03_aForgedOrEditedValueIsIgnored() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      String good = browser.cookie(COOKIE);
      Consumer<String> isRefused =
          value -> {
            Browser forger = browser.copy();
            forger.setCookie(COOKIE, value);
            assertThat(opens(forger, person)).as(value).isFalse();
          };
      isRefused.accept(good.substring(1));
      isRefused.accept("' or 1=1 --");
      // In the form of a cookie: these are refused for their value.
      for (int place : List.of(0, good.length() / 2, good.length() - 1)) {
        char other = good.charAt(place) == 'A' ? 'B' : 'A';
        String edited = good.substring(0, place) + other + good.substring(place + 1);
        assertThat(edited).hasSameSizeAs(good).isNotEqualTo(good);
        isRefused.accept(edited);
      }
      List<String> stored =
          rows
              .query(
                  """
                  select translate(rtrim(encode(substring(token_hash from length(token_hash) - 31), 'base64'), '='), '+/', '-_')
                         as hash
                    from trusted_browser_token t join trusted_browser b on b.id = t.browser_id where b.account_id = ?
                  """,
                  person.id().value())
              .stream()
              .map(row -> String.valueOf(row.get("hash")))
              .toList();
      assertThat(stored).isNotEmpty().allMatch(hash -> hash.length() == good.length());
      stored.forEach(isRefused);
      assertThat(opens(browser, person)).isTrue();
    }

    @Test
    void G02_twoCookiesOfThatNameAreNone() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      browser.setCookie(COOKIE, browser.cookie(COOKIE) + "; " + COOKIE + "=x");
      assertThat(opens(browser, person)).isFalse();
    }

    @Test
    void G08_onlyTheExactNameCounts() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      String value = browser.cookie(COOKIE);
      for (String name : List.of("__HOST-rb", "__Secure-rb", "rb")) {
        Browser tossed = browser.copy();
        tossed.setCookie(COOKIE, "");
        tossed.setCookie(name, value);
        assertThat(opens(tossed, person)).as(name).isFalse();
      }
      assertThat(opens(browser, person)).as("the value itself is good").isTrue();
    }

    @Test
    void G08_onlyTheExactNameOfASessionCounts() {
      People.Person person = people.byEmail();
      Browser browser = remembered(person);
      browser.signIn(person.username(), People.PASSWORD);
      String sid = browser.cookie("__Host-sid");
      for (String name : List.of("__HOST-sid", "__Secure-sid", "sid")) {
        assertThat(leadsInside(name, sid)).as(name).isFalse();
      }
      assertThat(leadsInside("__Host-sid", sid + "; __Host-sid=x")).as("of two, none").isFalse();
      assertThat(leadsInside("__Host-sid", sid)).isTrue();
    }

    private boolean leadsInside(String name, String value) {
      Browser browser = new Browser(port);
      browser.setCookie(name, value);
      return browser.get("/settings/account").status() == 200;
    }
  }

  @Nested
  class Rule23_SeveralAccountsOnOneBrowser {
    @Test
    void eachHasItsOwnAndTheNinthTakesTheOldestsPlace() {
      Browser browser = new Browser(port);
      People.Person first = people.byEmail();
      remembered(first, browser);
      People.Person second = people.byEmail();
      remembered(second, browser);
      for (int i = 3; i <= 8; i++) {
        remembered(people.byEmail(), browser);
      }
      assertThat(opens(browser, first)).isTrue();
      assertThat(opens(browser, second)).isTrue();
      remembered(people.byEmail(), browser);
      assertThat(browser.cookie(COOKIE).split("\\.", -1)).hasSize(8);
    }
  }
}
