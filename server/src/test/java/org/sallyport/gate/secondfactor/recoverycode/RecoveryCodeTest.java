package org.sallyport.gate.secondfactor.recoverycode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

/** Recovery codes over HTTP: created, shown once, used once. */
@SallyportTest
class RecoveryCodeTest {
  private static final Pattern CODE = Pattern.compile("<li>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</li>");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser in(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    return browser;
  }

  private static List<String> make(Browser browser) {
    browser.get("/settings/recovery");
    assertThat(browser.post("/settings/begin", "change", "recovery").location())
        .endsWith("/settings/recovery");
    browser.get("/settings/recovery");
    Browser.Page sheet = browser.follow(browser.post("/settings/recovery"));
    assertThat(sheet.status()).isEqualTo(200);
    assertThat(sheet.header("Cache-Control")).contains("no-store");
    return CODE.matcher(sheet.body()).results().map((MatchResult it) -> it.group(1)).toList();
  }

  /** A browser at the second-factor step, asked for a recovery code. */
  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    Codes.next(person.phone());
    browser.get("/login/another-way");
    assertThat(browser.post("/login/another-way", "method", "recovery").location())
        .endsWith("/login/code");
    assertThat(browser.get("/login/code").text()).contains("Enter a recovery code");
    return browser;
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  @Nested
  class TheSheet {
    @Test
    void hasTenCodesOfEightyBitsAndIsShownOnce() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      List<String> codes = make(browser);
      assertThat(new HashSet<>(codes)).hasSize(10);
      assertThat(browser.get("/settings/recovery").body()).doesNotContain(codes.getFirst());
      assertThat(browser.get("/settings/recovery").text()).contains("10 codes are left");
      assertThat(Inbox.next(person.email()).text()).contains("Ten new recovery codes were made");
    }

    @Test
    void isOfNoUseToWhoReadsTheDatabase() {
      People.Person person = people.bySms();
      List<String> codes = make(in(person));
      assertThat(
              rows.query("select * from recovery_code where account_id = ?", person.id().value()))
          .hasSize(10)
          .allSatisfy(
              row ->
                  assertThat(new String((byte[]) row.get("code_hash"), StandardCharsets.ISO_8859_1))
                      .doesNotContain(codes.getFirst().replace("-", "")));
    }

    @Test
    void voidsTheOneBefore() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      String old = make(browser).getFirst();
      make(browser);
      assertThat(asked(person).post("/login/code", "code", old).status()).isEqualTo(422);
    }
  }

  @Nested
  class SigningIn {
    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "lower", "bare"})
    void takesACodeHoweverItIsTypedAndTellsTheOwner(String form) {
      People.Person person = people.bySms();
      String code = make(in(person)).getLast();
      Inbox.next(person.email());
      String typed =
          switch (form) {
            case "lower" -> code.toLowerCase(java.util.Locale.ROOT);
            case "bare" -> code.replace("-", "");
            default -> form.replace("%s", code);
          };
      assertThat(opens(asked(person).post("/login/code", "code", typed))).isTrue();
      assertThat(Inbox.next(person.email()).text())
          .contains("A recovery code was used in place of your second factor")
          .contains("9");
    }

    @Test
    void takesEachOnce() {
      People.Person person = people.bySms();
      String code = make(in(person)).getFirst();
      assertThat(opens(asked(person).post("/login/code", "code", code))).isTrue();
      clock.turn(Duration.ofMinutes(1));
      Browser.Page again = asked(person).post("/login/code", "code", code);
      assertThat(again.status()).isEqualTo(422);
      assertThat(again.text()).contains("was used already").contains("4 tries left");
    }

    @Test
    void Rule12_wrongOnesCountTowardsTheOneLock() {
      People.Person person = people.bySms();
      String code = make(in(person)).getFirst();
      Browser browser = asked(person);
      assertThat(browser.post("/login/code", "code", "what").status()).isEqualTo(422);
      assertThat(rows.wrongCodes(person.id())).isZero();
      for (int i = 0; i < 5; i++) {
        browser.post("/login/code", "code", "0000-0000-0000-000" + i);
      }
      assertThat(browser.post("/login/code", "code", code).text()).contains("locked");
      assertThat(
              rows.query(
                  "select 1 from recovery_code where account_id = ? and used_at is null",
                  person.id().value()))
          .hasSize(10);
    }

    @Test
    void opensAnAccountWhoseMethodIsNotAllowedAnyMoreAndBecomesNoMethod() {
      People.Person person = people.bySms();
      Browser inside = in(person);
      String code = make(inside).getFirst();
      AppPhone.link(inside, clock);
      rows.update("update account set method = 'gone' where id = ?", person.id().value());
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(browser.follow(browser.post("/login/method", "method", "recovery")).text())
          .contains("Enter a recovery code");
      assertThat(opens(browser.post("/login/code", "code", code))).isTrue();
      assertThat(rows.query("select method from account where id = ?", person.id().value()))
          .singleElement()
          .satisfies(row -> assertThat(row.get("method")).isEqualTo("gone"));
    }

    @Test
    void opensAnAccountWithoutAMethodForThisSignInOnly() {
      People.Person person = people.bySms();
      List<String> codes = make(in(person));
      rows.update("update account set method = null where id = ?", person.id().value());
      Browser browser = choosing(person);
      assertThat(browser.get("/login/method").text())
          .contains("One of the 10 left on your sheet. For this sign-in only");
      assertThat(browser.follow(browser.post("/login/method", "method", "recovery")).text())
          .contains("Enter a recovery code")
          .doesNotContain("Remember this browser");
      assertThat(browser.post("/login/code", "code", "0000-0000-0000-0000").text())
          .contains("4 tries left");
      assertThat(opens(browser.post("/login/code", "code", codes.getFirst(), "remember", "yes")))
          .isTrue();
      assertThat(rows.events(person.id(), "CodeEvent.Sent")).isEqualTo(1);
      assertThat(browser.cookie("__Host-rb")).isEmpty();
      assertThat(accounts(person, "method is null")).isEqualTo(1);
      assertThat(choosing(person).get("/login/method").text()).contains("One of the 9 left");
    }

    @Test
    void ofAnAccountWithoutAMethodLetsItsOwnerChooseOne() {
      People.Person person = people.bySms();
      String code = make(in(person)).getFirst();
      rows.update("update account set method = null where id = ?", person.id().value());
      Browser browser = choosing(person);
      browser.follow(browser.post("/login/method", "method", "recovery"));
      browser.post("/login/code", "code", code);
      browser.get("/settings/account");
      assertThat(browser.post("/settings/begin", "change", "method").location())
          .endsWith("/settings/method");
      browser.get("/settings/method");
      browser.post("/settings/method", "method", "email");
      assertThat(accounts(person, "method = 'email'")).isEqualTo(1);
    }

    @Test
    void whoHasNoneAndNoMethodIsNotOfferedOne() {
      People.Person person = people.undecided();
      Browser browser = choosing(person);
      assertThat(browser.get("/login/method").text()).doesNotContain("Recovery code");
      assertThat(browser.post("/login/method", "method", "recovery").status()).isEqualTo(422);
    }

    private Browser choosing(People.Person person) {
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("Choose your two-factor method");
      return browser;
    }

    private int accounts(People.Person person, String which) {
      return rows.query("select 1 from account where id = ? and " + which, person.id().value())
          .size();
    }

    @Test
    void somebodyElsesCodeIsWrong() {
      People.Person other = people.bySms();
      String theirs = make(in(other)).getFirst();
      People.Person person = people.bySms();
      make(in(person));
      assertThat(asked(person).post("/login/code", "code", theirs).status()).isEqualTo(422);
      assertThat(opens(asked(other).post("/login/code", "code", theirs))).isTrue();
    }

    @Test
    void isNoMethodOfEverySignIn() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      make(browser);
      browser.get("/settings/account");
      browser.post("/settings/begin", "change", "method");
      browser.get("/settings/method");
      assertThat(browser.post("/settings/method", "method", "recovery").status()).isEqualTo(422);
    }

    @Test
    void whoHasNoneIsNotOfferedOne() {
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(browser.post("/login/another-way", "method", "recovery").status()).isEqualTo(422);
    }
  }

  @Nested
  class Rule28_ForAChange {
    @Test
    void countsAsTheStrongestMethod() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      String code = make(browser).getFirst();
      clock.turn(Duration.ofMinutes(5));
      browser.get("/settings/account");
      browser.post("/settings/begin", "change", "password");
      assertThat(browser.get("/settings/confirm").text()).contains("Use another way");
      assertThat(browser.get("/settings/confirm?by=other").text())
          .contains("Enter a recovery code");
      assertThat(browser.post("/settings/confirm?by=other", "code", code).location())
          .endsWith("/settings/password");
    }

    @Test
    void nothingElseStandsInForTheStrongest() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      clock.turn(Duration.ofMinutes(5));
      browser.get("/settings/account");
      browser.post("/settings/begin", "change", "password");
      assertThat(browser.get("/settings/confirm").text()).doesNotContain("Use another way");
      assertThat(browser.get("/settings/confirm?by=other").location())
          .endsWith("/settings/account");
    }
  }
}
