package org.sallyport.gate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * For each rule enforced in SQL: two operations wait for a locked account row, in either order. The
 * first one wins, and the other sees its result.
 */
abstract class Interleavings {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired LockQueue turns;

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text()).contains("message");
    return browser;
  }

  private static boolean isIn(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  private static Callable<Browser.Page> code(Browser browser, String code) {
    Browser tab = browser.copy();
    return () -> tab.post("/login/code", "code", code);
  }

  private static Callable<Browser.Page> resend(Browser browser) {
    Browser tab = browser.copy();
    return () -> tab.post("/login/code/resend");
  }

  @Test
  void Rule5_theRightCodeBeforeAResendOpensAndAfterItIsVoid() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    clock.turn(Duration.ofSeconds(30));
    List<Browser.Page> codeFirst = turns.inTurn(person.id(), code(browser, code), resend(browser));
    assertThat(isIn(codeFirst.getFirst())).isTrue();
    assertThat(rows.sessions(person.id())).isEqualTo(1);

    Browser again = asked(person);
    String older = Codes.next(person.email());
    clock.turn(Duration.ofSeconds(30));
    List<Browser.Page> resendFirst = turns.inTurn(person.id(), resend(again), code(again, older));
    assertThat(resendFirst.getLast().status()).isEqualTo(422);
    assertThat(resendFirst.getLast().text()).contains("older message");
    assertThat(rows.sessions(person.id())).isEqualTo(1);
    assertThat(rows.wrongCodes(person.id())).isEqualTo(1);
  }

  @Test
  void Rule3_theSameCodeInTwoTabsOpensOneSession() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    List<Browser.Page> answers =
        turns.inTurn(person.id(), code(browser, code), code(browser, code));
    assertThat(answers.stream().filter(Interleavings::isIn)).hasSize(1);
    assertThat(rows.sessions(person.id())).isEqualTo(1);
    assertThat(
            rows.query(
                "select 1 from otp_code where account_id = ? and used_at is not null",
                person.id().value()))
        .hasSize(1);
  }

  @Test
  void Rule13_rightThenFifthWrongSignsInAndStaysUnlocked() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
    List<Browser.Page> answers =
        turns.inTurn(person.id(), code(browser, code), code(browser, Codes.wrong(code)));
    assertThat(isIn(answers.getFirst())).isTrue();
    assertThat(rows.isLocked(person.id())).isFalse();
    assertThat(rows.sessions(person.id())).isEqualTo(1);
  }

  @Test
  void Rule13_fifthWrongThenRightLocksAndDoesNotSignIn() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
    List<Browser.Page> answers =
        turns.inTurn(person.id(), code(browser, Codes.wrong(code)), code(browser, code));
    assertThat(answers.getLast().text()).contains("locked");
    assertThat(rows.isLocked(person.id())).isTrue();
    assertThat(rows.sessions(person.id())).isZero();
  }

  @Test
  void Rule15_aLockBeforeARememberedSignInWinsAndAfterItComesTooLate() throws Exception {
    People.Person person = people.byEmail();
    Browser owner = remembered(person);
    Browser attacker = asked(person);
    String code = Codes.next(person.email());
    rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
    int before = rows.sessions(person.id());
    List<Browser.Page> lockFirst =
        turns.inTurn(person.id(), code(attacker, Codes.wrong(code)), password(owner, person));
    assertThat(lockFirst.getLast().location()).endsWith("/login/locked");
    assertThat(rows.sessions(person.id())).isEqualTo(before);

    People.Person other = people.byEmail();
    Browser hers = remembered(other);
    Browser stranger = asked(other);
    String theirs = Codes.next(other.email());
    rows.update("update account set wrong_codes = 4 where id = ?", other.id().value());
    int open = rows.sessions(other.id());
    List<Browser.Page> rememberedFirst =
        turns.inTurn(other.id(), password(hers, other), code(stranger, Codes.wrong(theirs)));
    assertThat(isIn(rememberedFirst.getFirst())).isTrue();
    assertThat(rows.sessions(other.id())).isEqualTo(open + 1);
    assertThat(rows.isLocked(other.id())).isTrue();
  }

  @Test
  void Rule9_twoResendsAtOnceSendOne() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    Codes.next(person.email());
    clock.turn(Duration.ofSeconds(30));
    List<Browser.Page> answers = turns.inTurn(person.id(), resend(browser), resend(browser));
    assertThat(answers.getFirst().status()).isEqualTo(302);
    assertThat(answers.getLast().status()).isEqualTo(429);
    assertThat(
            rows.query(
                "select 1 from otp_code where account_id = ? and voided_at is null",
                person.id().value()))
        .hasSize(1);
  }

  /** {@code otp.scope: attempt} allows two valid codes at once. */
  @Test
  void Rule26_C01_ofTwoCodesByEmailInPlaceOfAnSmsAtOnceOneIsTheOnce() throws Exception {
    People.Person person = people.undecided();
    Browser one = sms(person);
    String first = Codes.next(person.email());
    Browser other = sms(person);
    String second = Codes.next(person.email());
    rows.update("update otp_code set voided_at = null where account_id = ?", person.id().value());
    List<Browser.Page> answers = turns.inTurn(person.id(), code(one, first), code(other, second));
    assertThat(answers.getFirst().location()).endsWith("/login/phone");
    assertThat(answers.getLast().status()).isEqualTo(422);
    assertThat(rows.sessions(person.id())).isEqualTo(1);
  }

  private Browser sms(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.follow(browser.post("/login/method", "method", "sms"));
    return browser;
  }

  @Test
  void Rule34_aDisabledAccountDoesNotSignInWithACodeThatWaitedBehindIt() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    Browser.Page answer =
        turns.behind(
            person.id(),
            "update account set disabled_at = now() where id = ?",
            code(browser, code));
    assertThat(isIn(answer)).isFalse();
    assertThat(rows.sessions(person.id())).isZero();
  }

  @Test
  void Rule13_whoWaitsLongerThanASecondIsAskedToComeAgain() throws Exception {
    People.Person person = people.byEmail();
    Browser browser = asked(person);
    String code = Codes.next(person.email());
    try (Connection holder = turns.holding(person.id())) {
      Browser.Page page = browser.copy().post("/login/code", "code", code);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.header("Retry-After")).isEqualTo("1");
      holder.rollback();
    }
    assertThat(rows.wrongCodes(person.id())).isZero();
    assertThat(isIn(browser.post("/login/code", "code", code))).isTrue();
  }

  private Browser remembered(People.Person person) {
    Browser browser = asked(person);
    browser.post("/login/code", "code", Codes.next(person.email()), "remember", "yes");
    browser.setCookie("__Host-sid", "");
    browser.get("/login");
    return browser;
  }

  private static Callable<Browser.Page> password(Browser browser, People.Person person) {
    return () -> browser.post("/login", "username", person.username(), "password", People.PASSWORD);
  }
}
