package org.sallyport.gate.secondfactor.activationcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportRequest;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.gate.accountrecovery.reset.FactorResets;
import org.sallyport.gate.accountrecovery.reset.Reset;
import org.sallyport.gate.accountrecovery.reset.ResetRequest;
import org.sallyport.gate.secondfactor.written.ActivationLetter;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Letters;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Activation codes over HTTP, under a policy that allows no codes by message. */
@SallyportTest
@TestPropertySource(properties = "sallyport.policy=nist-aal2")
class ActivationCodeTest {
  private static final String LINK = "/settings/devices/link/totp";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Letters letters;
  @Autowired AccountImport imports;
  @Autowired FactorResets resets;

  /** A browser that chose an authenticator app and is asked for an activation code. */
  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text())
        .contains("Choose your two-factor method");
    assertThat(browser.follow(browser.post("/login/method", "method", "totp")).text())
        .contains("Enter your activation code");
    return browser;
  }

  private Browser.Page give(Browser browser, String code) {
    return browser.post("/login/code", "code", code);
  }

  /** Signs in with an activation code and links an authenticator app, which becomes the method. */
  private AppPhone linkedPhone(People.Person person) {
    String code = letters.code(person);
    Browser browser = asked(person);
    give(browser, code);
    browser.get("/login/link");
    browser.post(LINK);
    AppPhone phone = AppPhone.reading(browser.get(LINK), clock);
    assertThat(browser.post(LINK + "/confirm", "code", phone.code()).location())
        .endsWith("?linked");
    clock.turn(Duration.ofSeconds(90));
    return phone;
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  @Nested
  class Rule27_WhereNoCodeCanBeSent {
    @Test
    void aPasswordAloneYieldsNoFactorAndThePageSaysWhatDoes() {
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .contains("Ask your administrator for an activation code")
          .contains("link your phone or a passkey");
      for (String method : new String[] {"totp", "app", "passkey", "sms", "email", "activation"}) {
        assertThat(browser.post("/login/method", "method", method).status()).isEqualTo(422);
      }
      assertThat(browser.post(LINK).location()).endsWith("/login");
      assertThat(Inbox.left(person.email())).isEmpty();
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void aCodeAndThenADeviceWhichIsAskedForFromThenOnWhateverWasTheMethod() {
      People.Person person = people.byEmail();
      String code = letters.code(person);
      assertThat(Inbox.next(person.email()).text())
          .contains("sign in once and link your first device")
          .doesNotContain(code);
      Browser browser = asked(person);
      assertThat(give(browser, code.toLowerCase(java.util.Locale.ROOT)).location())
          .endsWith("/login/link");
      assertThat(Inbox.next(person.email()).text())
          .contains("was used in place of your second factor");
      assertThat(browser.get("/login/link").text()).contains("your activation code is used up");
      assertThat(browser.post(LINK).location()).endsWith(LINK);
      AppPhone phone = AppPhone.reading(browser.get(LINK), clock);
      browser.post(LINK + "/confirm", "code", phone.code());
      clock.turn(Duration.ofSeconds(90));
      Browser next = new Browser(port);
      assertThat(next.signIn(person.username(), People.PASSWORD).text())
          .contains("Enter the code from your authenticator app")
          .doesNotContain("Use another way");
      assertThat(opens(give(next, phone.code()))).isTrue();
    }

    @Test
    void noMobileNumberIsMissingForRecovery() {
      People.Person person = people.byEmail();
      AppPhone phone = linkedPhone(person);
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(opens(give(browser, phone.code()))).isTrue();
      assertThat(browser.get("/settings/account").text())
          .contains("Only one device linked")
          .doesNotContain("No mobile number");
    }

    @Test
    void removingTheOnlyDeviceLeavesNoMethodAndThePageSaysSo() {
      People.Person person = people.byEmail();
      AppPhone phone = linkedPhone(person);
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      give(browser, phone.code());
      String id =
          browser
              .get("/settings/devices")
              .body()
              .replaceAll("(?s).*unlink\\?id=([0-9a-f-]{36}).*", "$1");
      assertThat(browser.get("/settings/devices/unlink?id=" + id).text())
          .contains("It is your last way to sign in.")
          .contains("You have no recovery codes")
          .contains("Link the new device first.");
    }

    @Test
    void aCodeAloneIsNoWayToSignIn() {
      People.Person person = people.undecided();
      String code = letters.code(person);
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      assertThat(browser.post("/login/method", "method", "activation").status()).isEqualTo(422);
      assertThat(give(browser, code).location()).doesNotContain("/studies");
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void whoLinksNothingNeedsANewCode() {
      People.Person person = people.undecided();
      String code = letters.code(person);
      Browser browser = asked(person);
      give(browser, code);
      browser.get("/login/link");
      assertThat(browser.post("/login/link/skip").location()).endsWith("/studies");
      clock.turn(Duration.ofMinutes(6));
      browser.get("/settings/devices");
      Browser.Page late = browser.post(LINK);
      assertThat(late.status()).isEqualTo(403);
      assertThat(late.text()).contains("activation code");
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
          .contains("Ask your administrator for an activation code");
    }

    @Test
    void aRecoveryCodeProvesItToWhoHasNothingElseLeft() {
      People.Person person = people.undecided();
      AppPhone phone = linkedPhone(person);
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      give(browser, phone.code());
      browser.get("/settings/recovery");
      browser.post("/settings/begin", "change", "recovery");
      browser.get("/settings/recovery");
      String sheet = browser.follow(browser.post("/settings/recovery")).text();
      String recovery = sheet.replaceAll("(?s).*?([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}).*", "$1");
      rows.update("delete from totp_secret where account_id = ?", person.id().value());
      rows.update(
          "update account set method = null, linked_methods = '{recovery}' where id = ?",
          person.id().value());
      Browser again = new Browser(port);
      again.signIn(person.username(), People.PASSWORD);
      assertThat(again.follow(again.post("/login/method", "method", "recovery")).text())
          .contains("Enter a recovery code");
      again.get("/login/method");
      assertThat(again.follow(again.post("/login/method", "method", "totp")).text())
          .contains("Enter a recovery code");
      assertThat(give(again, recovery).location()).endsWith("/login/link");
    }
  }

  @Nested
  class ACode {
    @Test
    void countsOnce() {
      People.Person person = people.undecided();
      String code = letters.code(person);
      Browser late = asked(person);
      assertThat(give(asked(person), code).location()).endsWith("/login/link");
      Browser.Page again = give(late, code);
      assertThat(again.status()).isEqualTo(422);
      assertThat(again.text()).contains("no longer works").contains("4 tries left");
    }

    @Test
    void ofManyAtOnceOpensOneSession() {
      People.Person person = people.undecided();
      String code = letters.code(person);
      Browser[] browsers = {asked(person), asked(person), asked(person), asked(person)};
      long opened =
          java.util.Arrays.stream(browsers)
              .parallel()
              .map(browser -> give(browser, code))
              .filter(page -> page.location().endsWith("/login/link"))
              .count();
      assertThat(opened).isEqualTo(1);
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void isValidForTwentyOneDays() {
      People.Person person = people.undecided();
      String code = letters.code(person);
      clock.turn(Duration.ofDays(21).minusMillis(1));
      assertThat(give(asked(person), code).location()).endsWith("/login/link");
    }

    @Test
    void expiresAfterTwentyOneDays() {
      People.Person person = people.undecided();
      String code = letters.code(person);
      clock.turn(Duration.ofDays(21).minusMinutes(1));
      Browser browser = asked(person);
      clock.turn(Duration.ofMinutes(1));
      assertThat(give(browser, code).status()).isEqualTo(422);
      assertThat(new Browser(port).signIn(person.username(), People.PASSWORD).text())
          .contains("Ask your administrator");
    }

    @Test
    void voidsTheOneBefore() {
      People.Person person = people.undecided();
      String old = letters.code(person);
      String now = letters.code(person);
      Browser browser = asked(person);
      assertThat(give(browser, old).status()).isEqualTo(422);
      assertThat(give(browser, now).location()).endsWith("/login/link");
    }

    @Test
    void Rule12_wrongOnesCountTowardsTheOneLock() {
      People.Person person = people.undecided();
      String code = letters.code(person);
      Browser browser = asked(person);
      assertThat(give(browser, "what").text()).contains("not an activation code");
      assertThat(rows.wrongCodes(person.id())).isZero();
      for (int i = 0; i < 5; i++) {
        give(browser, "0000-0000-0000-000" + i);
      }
      assertThat(rows.isLocked(person.id())).isTrue();
      assertThat(give(browser, code).text()).contains("locked");
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void isOfNoUseToAnotherAccountOrToWhoReadsTheDatabase() {
      People.Person person = people.undecided();
      People.Person other = people.undecided();
      String code = letters.code(person);
      letters.code(other);
      assertThat(give(asked(other), code).status()).isEqualTo(422);
      assertThat(
              rows.query(
                  "select code_hash from activation_code where account_id = ?",
                  person.id().value()))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(new String((byte[]) row.get("code_hash"), StandardCharsets.ISO_8859_1))
                      .doesNotContain(code.replace("-", "")));
    }

    @Test
    void isMadeForNobodyWhoHasAFactorOrIsDisabled() {
      People.Person linked = people.undecided();
      linkedPhone(linked);
      assertThat(letters.ask(linked)).isInstanceOf(ActivationLetter.Result.HasWay.class);
      People.Person disabled = people.undecided();
      rows.update("update account set disabled_at = now() where id = ?", disabled.id().value());
      assertThat(letters.ask(disabled)).isInstanceOf(ActivationLetter.Result.Disabled.class);
    }

    @Test
    void besideALinkedDeviceCountsForNothing() {
      People.Person person = people.undecided();
      linkedPhone(person);
      rows.update(
          "insert into activation_code values (?, ?, now(), ?)",
          person.id().value(),
          new byte[] {1},
          java.sql.Timestamp.from(Instant.parse("2199-01-01T00:00:00Z")));
      rows.update(
          "update account set linked_methods = linked_methods || '{activation}' where id = ?",
          person.id().value());
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text())
          .doesNotContain("Use another way");
      assertThat(browser.post("/login/another-way", "method", "activation").status())
          .isEqualTo(422);
    }
  }

  /** One admin could otherwise take the mailbox for the password, and a letter for the rest. */
  @Nested
  class Rule39_AfterAContactWasChanged {
    private void edit(People.Person person, String column, String value, Actor by) {
      String file = "username," + column + "\n" + person.username() + "," + value + "\n";
      byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
      assertThat(imports.run(new ImportRequest(bytes, by, "asked for", Origin.COMMAND_LINE)))
          .isInstanceOf(ImportResult.Stored.class);
    }

    private Actor admin() {
      People.Person admin = people.admin();
      return new Actor(admin.id(), admin.username());
    }

    private People.Person withBothContacts() {
      return people.add(null, true, true, "physician");
    }

    @ParameterizedTest
    @CsvSource({"email,else@new.example", "phone,+32470999915", "phone,-"})
    void byAnAdminNoLetterIsMadeForADay(String column, String value) {
      People.Person person = withBothContacts();
      edit(person, column, value, admin());
      ActivationLetter.Result refused =
          new ActivationLetter.Result.ContactChanged(clock.instant().plus(Duration.ofDays(1)));
      assertThat(letters.ask(person)).isEqualTo(refused);
      clock.turn(Duration.ofDays(1).minusMillis(1));
      assertThat(letters.ask(person)).isEqualTo(refused);
      clock.turn(Duration.ofMillis(1));
      assertThat(letters.ask(person)).isInstanceOf(ActivationLetter.Result.Made.class);
    }

    @Test
    void byTheCommandLineOrBeforeAPasswordALetterIsMadeAtOnce() {
      People.Person person = withBothContacts();
      edit(person, "email", "else@new.example", new Actor(null, "root"));
      assertThat(letters.ask(person)).isInstanceOf(ActivationLetter.Result.Made.class);
      People.Person fresh = withBothContacts();
      rows.update("update account set password_hash = null where id = ?", fresh.id().value());
      edit(fresh, "email", "else@new.example", admin());
      assertThat(letters.ask(fresh)).isInstanceOf(ActivationLetter.Result.Made.class);
    }

    @Test
    void byAFirstNumberALetterIsMadeAtOnce() {
      People.Person person = people.undecided();
      edit(person, "phone", "+32470999916", admin());
      assertThat(letters.ask(person)).isInstanceOf(ActivationLetter.Result.Made.class);
    }

    @Test
    void aSecondAdminWhoConfirmsAResetEndsTheWait() {
      People.Person person = withBothContacts();
      Actor admin = admin();
      edit(person, "email", "else@new.example", admin);
      resets.ask(new ResetRequest(person.id(), admin, "card shown", false), Origin.COMMAND_LINE);
      assertThat(
              resets.confirm(
                  resets.open(person.id()).orElseThrow().id(),
                  people.admin().id(),
                  Origin.COMMAND_LINE))
          .isEqualTo(new Reset.FactorRemoved());
      assertThat(letters.ask(person)).isInstanceOf(ActivationLetter.Result.Made.class);
    }
  }

  @Nested
  class C06_ADowngrade {
    @Test
    void toAWeakerMethodIsRefusedAndRecorded() {
      People.Person person = people.undecided();
      linkedPhone(person);
      rows.update(
          "update account set method = 'passkey', linked_methods = '{passkey,totp}' where id = ?",
          person.id().value());
      Browser browser = new Browser(port);
      Browser.Page page = browser.signIn(person.username(), People.PASSWORD);
      assertThat(page.text()).doesNotContain("Use another way");
      for (String weaker : new String[] {"totp", "TOTP", "totp ", "email", "sms", "nothing"}) {
        assertThat(browser.post("/login/another-way", "method", weaker).status()).isEqualTo(422);
      }
      assertThat(rows.events(person.id(), "SignInEvent.MethodRefused")).isEqualTo(6);
    }
  }
}
