package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Changes that compete for the account's row: the first one wins. */
abstract class ChangeInterleavings {
  private static final String NEXT = "quiet harbour seven stones";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired LockQueue turns;

  private static Callable<Browser.Page> post(Browser browser, String path, String... fields) {
    Browser tab = browser.copy();
    return () -> tab.post(path, fields);
  }

  private Browser proving(People.Person person, String phone) {
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.PHONE);
    browser.follow(browser.post("/settings/phone", "phone", phone));
    return browser;
  }

  /** A session without a fresh factor, asked for the second factor. */
  private Browser confirming(People.Person person) {
    Browser browser = Inside.bySms(port, person);
    clock.turn(Duration.ofMinutes(5));
    browser.follow(Inside.begin(browser, Change.EMAIL));
    return browser;
  }

  private static String newNumber(People.Person person) {
    return person.phone().replace("+32470", "+32474");
  }

  @Test
  void Rule28_theSameCodeInTwoTabsChangesTheNumberOnce() throws Exception {
    People.Person person = people.bySms();
    Browser browser = proving(person, newNumber(person));
    String code = Inside.code(newNumber(person));
    List<Browser.Page> answers =
        turns.inTurn(
            person.id(),
            post(browser, "/settings/phone/code", "code", code),
            post(browser, "/settings/phone/code", "code", code));
    assertThat(answers.getFirst().status()).isEqualTo(302);
    assertThat(answers.getLast().status()).isEqualTo(409);
    assertThat(rows.events(person.id(), "AccountEvent.PhoneChanged")).isEqualTo(1);
  }

  @Test
  void Rule28_twoNewPasswordsAtOnceOfOneBeginningSetTheFirst() throws Exception {
    People.Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.PASSWORD);
    List<Browser.Page> answers =
        turns.inTurn(
            person.id(),
            post(browser, "/settings/password", "current", People.PASSWORD, "password", NEXT),
            post(browser, "/settings/password", "current", People.PASSWORD, "password", NEXT + 2));
    assertThat(answers.getFirst().status()).isEqualTo(302);
    assertThat(answers.getLast().status()).isEqualTo(409);
    assertThat(rows.events(person.id(), "AccountEvent.PasswordChanged")).isEqualTo(1);
    assertThat(new Browser(port).signIn(person.username(), NEXT).text()).contains("message");
  }

  @Test
  void Rule28_aPasswordThatChangedMeanwhileIsNotReplaced() throws Exception {
    People.Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.PASSWORD);
    Browser.Page answer =
        turns.behind(
            person.id(),
            "update account set password_hash = 'another' where id = ?",
            post(browser, "/settings/password", "current", People.PASSWORD, "password", NEXT));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(Inside.account(rows, person)).containsEntry("password_hash", "another");
  }

  @Test
  void Rule34_aSessionThatEndedMeanwhileChangesNothing() throws Exception {
    People.Person person = people.bySms();
    Browser browser = proving(person, newNumber(person));
    String code = Inside.code(newNumber(person));
    Browser.Page answer =
        turns.behind(
            person.id(),
            "update sign_in set state = 'ended', ended_at = now(), token_hash = null where"
                + " account_id = ?",
            post(browser, "/settings/phone/code", "code", code));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
  }

  @Test
  void Rule34_aDisabledAccountChangesNothing() throws Exception {
    People.Person person = people.bySms();
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.METHOD);
    Browser.Page answer =
        turns.behind(
            person.id(),
            "update account set disabled_at = now() where id = ?",
            post(browser, "/settings/method", "method", "email"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(Inside.account(rows, person)).containsEntry("method", "sms");
  }

  /** A change of each kind that is ready to be finished. */
  private Callable<Browser.Page> finishing(Change change, People.Person person) {
    Browser browser = Inside.bySms(port, person);
    Inside.begin(browser, change);
    return switch (change) {
      case METHOD -> post(browser, "/settings/method", "method", "email");
      case PHONE -> {
        browser.follow(browser.post("/settings/phone", "phone", newNumber(person)));
        yield post(browser, "/settings/phone/code", "code", Inside.code(newNumber(person)));
      }
      case EMAIL -> {
        String address = "new." + person.email();
        browser.follow(browser.post("/settings/email", "email", address));
        yield post(browser, "/settings/email/code", "code", Inside.code(address));
      }
      case PASSWORD ->
          post(browser, "/settings/password", "current", People.PASSWORD, "password", NEXT);
      case DEVICE -> {
        browser.post("/settings/devices/link/totp");
        String code = AppPhone.reading(browser.get("/settings/devices/link/totp"), clock).code();
        yield post(browser, "/settings/devices/link/totp/confirm", "code", code);
      }
      case RECOVERY -> post(browser, "/settings/recovery");
      case WAYS -> post(browser, "/settings/ways");
      case ELSEWHERE -> post(browser, "/settings/elsewhere/unlink", "id", "https://none.example");
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
  void Rule28_lockThenFinishChangesNothing(Change change) throws Exception {
    People.Person person = people.bySms();
    Callable<Browser.Page> finish = finishing(change, person);
    Map<String, @Nullable Object> before = Inside.account(rows, person);
    Browser.Page answer =
        turns.behind(person.id(), "update account set locked_at = now() where id = ?", finish);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("Your account is locked");
    rows.update("update account set locked_at = null where id = ?", person.id().value());
    assertThat(Inside.account(rows, person)).isEqualTo(before);
    assertThat(rows.count("recovery_code where account_id = '" + person.id() + "'")).isZero();
    assertThat(rows.events(person.id(), "AccountEvent.DeviceLinked")).isZero();
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
  void Rule28_finishThenLockHasChangedOnce(Change change) throws Exception {
    People.Person person = people.bySms();
    Browser guessing = confirming(person);
    String code = Inside.code(person.phone());
    Callable<Browser.Page> finish = finishing(change, person);
    rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
    List<Browser.Page> answers =
        turns.inTurn(
            person.id(), finish, post(guessing, "/settings/confirm", "code", Codes.wrong(code)));
    assertThat(answers.getFirst().status()).isLessThan(400);
  }

  @Test
  void Rule13_fifthWrongThenRightLocksAndBeginsNothing() throws Exception {
    People.Person person = people.bySms();
    Browser browser = confirming(person);
    String code = Inside.code(person.phone());
    rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
    List<Browser.Page> answers =
        turns.inTurn(
            person.id(),
            post(browser, "/settings/confirm", "code", Codes.wrong(code)),
            post(browser, "/settings/confirm", "code", code));
    assertThat(answers.getLast().text()).contains("Your account is locked");
    assertThat(browser.get("/settings/email").location()).endsWith("/settings/account");
    assertThat(rows.events(person.id(), "SignInEvent.SteppedUp")).isZero();
  }

  @Test
  void Rule13_rightThenFifthWrongBeginsAndStaysUnlocked() throws Exception {
    People.Person person = people.bySms();
    Browser browser = confirming(person);
    String code = Inside.code(person.phone());
    rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
    List<Browser.Page> answers =
        turns.inTurn(
            person.id(),
            post(browser, "/settings/confirm", "code", code),
            post(browser, "/settings/confirm", "code", Codes.wrong(code)));
    assertThat(answers.getFirst().location()).endsWith("/settings/email");
    assertThat(rows.isLocked(person.id())).isFalse();
    assertThat(rows.events(person.id(), "SignInEvent.SteppedUp")).isEqualTo(1);
  }

  @Test
  void C09_theLastPlaceOfANumberIsTakenOnce() throws Exception {
    People.Person one = people.bySms();
    People.Person two = people.bySms();
    String shared = newNumber(one);
    for (int i = 0; i < 9; i++) {
      rows.update("update account set phone = ? where id = ?", shared, people.bySms().id().value());
    }
    Browser first = proving(one, shared);
    String firstCode = Inside.code(shared);
    Browser second = proving(two, shared);
    String secondCode = Inside.code(shared);
    turns.inTurn(
        "select pg_advisory_xact_lock(hashtextextended(?, 0))",
        shared,
        post(first, "/settings/phone/code", "code", firstCode),
        post(second, "/settings/phone/code", "code", secondCode));
    assertThat(rows.query("select 1 from account where phone = ?", shared)).hasSize(10);
  }

  @Test
  void Rule36_theSameReportInTwoTabsCountsOnce() throws Exception {
    People.Person person = people.bySms();
    new Browser(port).signIn(person.username(), People.PASSWORD);
    Inside.code(person.phone());
    clock.turn(Duration.ofSeconds(30));
    Browser browser = Inside.bySms(port, person);
    String id =
        String.valueOf(
            rows.query(
                    "select id from sign_in where account_id = ? and completed_at is null",
                    person.id().value())
                .getFirst()
                .get("id"));
    turns.inTurn(
        person.id(),
        post(browser, "/settings/history/not-me", "id", id),
        post(browser, "/settings/history/not-me", "id", id));
    assertThat(rows.events(person.id(), "SignInEvent.NotMe")).isEqualTo(1);
  }

  @Test
  void Rule13_whoWaitsLongerThanASecondIsAskedToComeAgain() throws Exception {
    People.Person person = people.bySms();
    Browser browser = confirming(person);
    String code = Inside.code(person.phone());
    try (Connection holder = turns.holding(person.id())) {
      Browser.Page page = browser.copy().post("/settings/confirm", "code", code);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.header("Retry-After")).isEqualTo("1");
      assertThat(page.text()).contains("Wait 1 second");
      holder.rollback();
    }
    assertThat(browser.post("/settings/confirm", "code", code).location())
        .endsWith("/settings/email");
    assertThat(Inbox.left(person.phone())).isEmpty();
  }
}
