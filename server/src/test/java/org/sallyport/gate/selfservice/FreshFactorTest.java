package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

/** Rule 28: a change asks for a second factor not older than 5 minutes, and has 10 to finish. */
@SallyportTest
class FreshFactorTest {
  private static final String NEXT = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private int refusals(People.Person person) {
    return rows.events(person.id(), "AccountEvent.ChangeRefused");
  }

  private int demands(People.Person person) {
    return rows.events(person.id(), "AccountEvent.StepUpDemanded");
  }

  /** Submits the change's form. */
  private static Browser.Page send(Browser browser, Change change, People.Person person) {
    return switch (change) {
      case METHOD -> browser.post("/settings/method", "method", "email");
      case PHONE -> browser.post("/settings/phone", "phone", "+32471" + digits(person));
      case EMAIL -> browser.post("/settings/email", "email", "new." + person.email());
      case PASSWORD ->
          browser.post("/settings/password", "current", People.PASSWORD, "password", NEXT);
      case RECOVERY -> browser.post("/settings/recovery");
      case WAYS -> browser.post("/settings/ways");
      case ELSEWHERE -> browser.post("/settings/elsewhere/unlink", "id", "https://none.example");
      case DEVICE -> browser.post("/settings/devices/link/totp/confirm", "code", "123456");
      case ADMINISTRATION,
          RESETS,
          NAMES,
          SHARING,
          GROUPS,
          DATA,
          APPLICATION,
          PROXIED_APPLICATION,
          EXTERNAL_MFA ->
          throw new IllegalArgumentException("no change of an account");
    };
  }

  private static String digits(People.Person person) {
    return person.phone().substring(person.phone().length() - 6);
  }

  @Nested
  class Rule28_AFreshSecondFactor {
    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {
          "DEVICE",
          "RECOVERY",
          "WAYS",
          "ADMINISTRATION",
          "RESETS",
          "NAMES",
          "SHARING",
          "GROUPS",
          "DATA",
          "APPLICATION",
          "PROXIED_APPLICATION",
          "EXTERNAL_MFA"
        },
        mode = EnumSource.Mode.EXCLUDE)
    void beginsAChangeAtOnce(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofMinutes(5).minusMillis(1));
      Inside.open(browser, change);
      assertThat(demands(person)).isZero();
      assertThat(send(browser, change, person).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {
          "DEVICE",
          "RECOVERY",
          "WAYS",
          "ADMINISTRATION",
          "RESETS",
          "NAMES",
          "SHARING",
          "GROUPS",
          "DATA",
          "APPLICATION",
          "PROXIED_APPLICATION",
          "EXTERNAL_MFA"
        },
        mode = EnumSource.Mode.EXCLUDE)
    void isOldAtFiveMinutesSharp(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofMinutes(5));
      assertThat(Inside.begin(browser, change).location()).endsWith("/settings/confirm");
      assertThat(demands(person)).isEqualTo(1);
      assertThat(browser.get(change.page()).location()).endsWith("/settings/account");
      assertThat(browser.get("/settings/confirm").text()).contains("Confirm that it is you");
    }

    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {
          "DEVICE",
          "RECOVERY",
          "WAYS",
          "ADMINISTRATION",
          "RESETS",
          "NAMES",
          "SHARING",
          "GROUPS",
          "DATA",
          "APPLICATION",
          "PROXIED_APPLICATION",
          "EXTERNAL_MFA"
        },
        mode = EnumSource.Mode.EXCLUDE)
    void isNeverARememberedBrowser(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.remembered(port, person);
      assertThat(Inside.begin(browser, change).location()).endsWith("/settings/confirm");
      assertThat(browser.get(change.page()).location()).endsWith("/settings/account");
    }

    @Test
    void isOneOfTheStrongestMethodAndAWeakerOneWillNotDo() {
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      Inside.code(person.phone());
      clock.turn(Duration.ofSeconds(30));
      browser.follow(browser.post("/login/another-way", "method", "email"));
      browser.post("/login/code", "code", Inside.code(person.email()));

      assertThat(Inside.begin(browser, Change.EMAIL).location()).endsWith("/settings/confirm");
      String code = Inside.code(person.phone());
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "code", code).location())
          .endsWith("/settings/email");
      Inside.open(browser, Change.PASSWORD);
    }
  }

  @Nested
  class Rule28_TheSecondFactorGivenAgain {
    @Test
    void beginsTheChangeThatWaitedAndGivesTheSessionANewCookie() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofMinutes(5));
      Inside.begin(browser, Change.EMAIL);
      browser.get("/settings/confirm");
      Browser stolen = browser.copy();

      Browser.Page confirmed =
          browser.post("/settings/confirm", "code", Inside.code(person.phone()));
      assertThat(confirmed.location()).endsWith("/settings/email");
      assertThat(browser.cookie("__Host-sid"))
          .isNotEmpty()
          .isNotEqualTo(stolen.cookie("__Host-sid"));
      assertThat(stolen.get("/settings/account").location()).endsWith("/login");
      assertThat(browser.get("/settings/email").status()).isEqualTo(200);
      assertThat(browser.get("/settings/phone").location()).endsWith("/settings/account");
      Inside.open(browser, Change.PHONE);
    }

    @Test
    void isNotACodeOfAnotherPurpose() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofMinutes(5));
      Inside.begin(browser, Change.EMAIL);
      Inside.code(person.phone());
      Browser other = new Browser(port);
      other.signIn(person.username(), People.PASSWORD);
      String signInCode = Inside.code(person.phone());

      browser.get("/settings/confirm");
      Browser.Page page = browser.post("/settings/confirm", "code", signInCode);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("4 tries left");
      assertThat(rows.wrongCodes(person.id())).isEqualTo(1);
    }

    @Test
    void countsTowardsTheLockAndALockLeavesTheSessionAlone() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofMinutes(5));
      Inside.begin(browser, Change.PHONE);
      String code = Inside.code(person.phone());
      browser.get("/settings/confirm");
      for (int left = 4; left > 0; left--) {
        Browser.Page page = browser.post("/settings/confirm", "code", Codes.wrong(code));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains(left == 1 ? "1 try left" : left + " tries left");
      }
      Browser.Page locked = browser.post("/settings/confirm", "code", Codes.wrong(code));
      assertThat(locked.status()).isEqualTo(422);
      assertThat(locked.text()).contains("Your account is locked").contains("this reference: L-");
      assertThat(rows.isLocked(person.id())).isTrue();

      assertThat(browser.get("/settings/account").status()).isEqualTo(200);
      assertThat(browser.post("/settings/confirm", "code", code).text()).contains("locked");
      assertThat(Inside.begin(browser, Change.PHONE).text()).contains("Your account is locked");
      assertThat(browser.get("/settings/phone").location()).endsWith("/settings/account");
    }

    @Test
    void setsTheCounterToZero() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofMinutes(5));
      Inside.begin(browser, Change.PHONE);
      String code = Inside.code(person.phone());
      browser.get("/settings/confirm");
      browser.post("/settings/confirm", "code", Codes.wrong(code));
      browser.post("/settings/confirm", "code", code);
      assertThat(rows.wrongCodes(person.id())).isZero();
    }

    @Test
    void canBeSentAgainAfterThirtySeconds() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      clock.turn(Duration.ofMinutes(5));
      Inside.begin(browser, Change.PHONE);
      String first = Inside.code(person.phone());
      browser.get("/settings/confirm");
      Browser.Page tooSoon = browser.post("/settings/confirm/resend");
      assertThat(tooSoon.status()).isEqualTo(429);
      assertThat(tooSoon.header("Retry-After")).isEqualTo("30");
      clock.turn(Duration.ofSeconds(30));
      assertThat(browser.post("/settings/confirm/resend").location()).endsWith("/settings/confirm");
      String second = Inside.code(person.phone());
      assertThat(browser.post("/settings/confirm", "code", first).text())
          .contains("from an older message");
      assertThat(browser.post("/settings/confirm", "code", second).location())
          .endsWith("/settings/phone");
    }

    @Test
    void isNotRequestedWithoutAPendingChange() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      assertThat(browser.get("/settings/confirm").location()).endsWith("/settings/account");
      assertThat(browser.post("/settings/confirm", "code", "123456").location())
          .endsWith("/settings/account");
      assertThat(browser.post("/settings/confirm/resend").status()).isEqualTo(302);
      assertThat(Inbox.left(person.phone())).isEmpty();
      assertThat(rows.wrongCodes(person.id())).isZero();
    }
  }

  @Nested
  class Rule28_TenMinutesToFinish {
    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {
          "DEVICE",
          "RECOVERY",
          "WAYS",
          "ADMINISTRATION",
          "RESETS",
          "NAMES",
          "SHARING",
          "GROUPS",
          "DATA",
          "APPLICATION",
          "PROXIED_APPLICATION",
          "EXTERNAL_MFA"
        },
        mode = EnumSource.Mode.EXCLUDE)
    void areEnoughAtTheLastMillisecond(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, change);
      clock.turn(Duration.ofMinutes(10).minusMillis(1));
      assertThat(send(browser, change, person).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {
          "DEVICE",
          "RECOVERY",
          "WAYS",
          "ADMINISTRATION",
          "RESETS",
          "NAMES",
          "SHARING",
          "GROUPS",
          "DATA",
          "APPLICATION",
          "PROXIED_APPLICATION",
          "EXTERNAL_MFA"
        },
        mode = EnumSource.Mode.EXCLUDE)
    void areOverAtTenMinutesSharp(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Map<String, @Nullable Object> before = Inside.account(rows, person);
      Inside.open(browser, change);
      clock.turn(Duration.ofMinutes(10));
      Browser.Page late = send(browser, change, person);
      assertThat(late.status()).isEqualTo(403);
      assertThat(late.text()).contains("more than 10 minutes ago");
      assertThat(refusals(person)).as("nobody is alarmed").isZero();
      assertThat(browser.get(change.page()).location()).endsWith("/settings/account");
      assertThat(Inside.account(rows, person)).isEqualTo(before);
    }

    @Test
    void countToTheCodeOfANewNumber() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      clock.turn(Duration.ofMinutes(9));
      send(browser, Change.PHONE, person);
      String code = Inside.code("+32471" + digits(person));
      browser.get("/settings/phone/code");
      clock.turn(Duration.ofMinutes(1));
      assertThat(browser.post("/settings/phone/code", "code", code).status()).isEqualTo(403);
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
    }
  }

  @Nested
  class AFormThatComesAfterItsChange {
    @Test
    void raisesNoAlarmInTheSessionThatMadeIt() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.METHOD);
      clock.turn(Duration.ofMinutes(9));
      assertThat(send(browser, Change.METHOD, person).location()).endsWith("?changed=method");
      clock.turn(Duration.ofMinutes(9));
      browser.get("/settings/account");
      Browser.Page late = send(browser, Change.METHOD, person);
      assertThat(late.status()).isEqualTo(409);
      assertThat(late.text())
          .contains("You changed this at", "already. The form you sent after that was ignored.");
      Inside.begin(browser, Change.PHONE);
      clock.turn(Duration.ofMinutes(9));
      browser.get("/settings/account");
      Browser.Page later = send(browser, Change.METHOD, person);
      assertThat(later.status()).isEqualTo(403);
      assertThat(later.text()).contains("This change took too long");
      assertThat(refusals(person)).isZero();
    }

    @Test
    void asksForNothingToRemoveWhatIsGone() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      AppPhone.link(browser, clock);
      String id =
          String.valueOf(
              rows.query("select id from totp_secret where account_id = ?", person.id().value())
                  .getFirst()
                  .get("id"));
      rows.update(
          "update sign_in set factor_method = 'totp' where account_id = ? and state = 'complete'",
          person.id().value());
      browser.get("/settings/devices");
      assertThat(browser.post("/settings/devices/unlink", "id", id).location())
          .endsWith("?removed");
      clock.turn(Duration.ofMinutes(6));
      browser.get("/settings/devices");
      assertThat(browser.post("/settings/devices/unlink", "id", id).location())
          .endsWith("/settings/devices");
      assertThat(demands(person)).isZero();
    }
  }

  @Nested
  class AttacksOnChanges {
    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {
          "ADMINISTRATION",
          "RESETS",
          "NAMES",
          "SHARING",
          "GROUPS",
          "DATA",
          "APPLICATION",
          "PROXIED_APPLICATION",
          "EXTERNAL_MFA"
        },
        mode = EnumSource.Mode.EXCLUDE)
    void C10_aStolenOldSessionChangesNothing(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Map<String, @Nullable Object> before = Inside.account(rows, person);
      clock.turn(Duration.ofMinutes(5));
      Browser.Page refused = send(browser, change, person);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text()).contains("Confirm first that it is you");
      assertThat(refusals(person)).isEqualTo(1);
      assertThat(Inside.account(rows, person)).isEqualTo(before);
      assertThat(Inbox.next(person.email()).text())
          .contains("without the second factor that it needs")
          .contains("nothing was changed.");
      assertThat(Inbox.left("+32471" + digits(person))).isEmpty();
      assertThat(Inbox.left("new." + person.email())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {
          "ADMINISTRATION",
          "RESETS",
          "NAMES",
          "SHARING",
          "GROUPS",
          "DATA",
          "APPLICATION",
          "PROXIED_APPLICATION",
          "EXTERNAL_MFA"
        },
        mode = EnumSource.Mode.EXCLUDE)
    void G06_aRememberedSessionChangesNothing(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.remembered(port, person);
      Map<String, @Nullable Object> before = Inside.account(rows, person);
      assertThat(send(browser, change, person).status()).isEqualTo(403);
      Inside.begin(browser, change);
      assertThat(send(browser, change, person).status()).isEqualTo(403);
      assertThat(Inside.account(rows, person)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
        value = Change.class,
        names = {
          "DEVICE",
          "RECOVERY",
          "WAYS",
          "ADMINISTRATION",
          "RESETS",
          "NAMES",
          "SHARING",
          "GROUPS",
          "DATA",
          "APPLICATION",
          "PROXIED_APPLICATION",
          "EXTERNAL_MFA"
        },
        mode = EnumSource.Mode.EXCLUDE)
    void lookingAtAPageBeginsNothing(Change change) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      assertThat(browser.get(change.page()).location()).endsWith("/settings/account");
      assertThat(browser.get("/settings/begin?change=" + change.key()).status()).isEqualTo(405);
      assertThat(send(browser, change, person).status()).isEqualTo(403);
    }

    @Test
    void C03_noNumberCanBeRegisteredBeforeTheSecondFactor() {
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      Inside.code(person.phone());
      String other = "+32471" + digits(person);
      for (String path :
          new String[] {
            "/login/phone", "/login/phone/code", "/settings/phone", "/settings/phone/code"
          }) {
        Browser.Page page = browser.post(path, "phone", other, "code", "123456");
        assertThat(page.location()).as(path).endsWith("/login");
      }
      assertThat(browser.post("/settings/begin", "change", "phone").location()).endsWith("/login");
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
      assertThat(Inbox.left(other)).isEmpty();
    }

    @Test
    void C04_aDestinationInTheRequestIsNotLookedAt() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      String other = "+32471" + digits(person);
      clock.turn(Duration.ofMinutes(5));
      String query = "?phone=" + other.replace("+", "%2B");
      String[] fields = {"change", "phone", "phone", other, "to", other, "destination", other};
      assertThat(browser.copy().post("/settings/begin" + query, fields).status()).isEqualTo(400);
      browser.post("/settings/begin", fields);
      String code = Inside.code(person.phone());
      browser.get("/settings/confirm");
      browser.post("/settings/confirm", "code", code, "phone", other, "change", "password");
      assertThat(browser.get("/settings/password").location()).endsWith("/settings/account");
      assertThat(browser.post("/settings/phone/code", "code", code, "phone", other).status())
          .isEqualTo(403);
      assertThat(Inbox.left(other)).isEmpty();
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
    }
  }
}
