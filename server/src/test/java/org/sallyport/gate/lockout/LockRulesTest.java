package org.sallyport.gate.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Rules 12 to 18, and the attack cases of group A, over HTTP. */
@SallyportTest
class LockRulesTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text()).contains("message");
    return browser;
  }

  private static boolean isIn(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  private static void wrong(Browser browser, String code, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(browser.post("/login/code", "code", Codes.wrong(code)).status()).isEqualTo(422);
    }
  }

  @Nested
  class Rule12_OneCounter {
    @Test
    void A03_aResendGivesNoTryBack() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      wrong(browser, Codes.next(person.email()), 4);
      clock.turn(Duration.ofSeconds(30));
      browser.post("/login/code/resend");
      String newer = Codes.next(person.email());
      wrong(browser, newer, 1);
      assertThat(rows.isLocked(person.id())).isTrue();
      assertThat(browser.post("/login/code", "code", newer).text()).contains("locked");
      assertThat(rows.sessions(person.id())).isZero();
    }

    /** An unlocking does not reset the number of wrong codes since the last right one. */
    @Test
    void anUnlockingForgetsNoneOfTheCodesInARow() {
      People.Person person = people.byEmail();
      wrong(asked(person), Codes.next(person.email()), 5);
      rows.update(
          "update account set locked_at = null, wrong_codes = 0 where id = ?", person.id().value());
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      wrong(browser, code, 2);
      String inARow = "account where wrong_in_a_row = %s and id = '" + person.id() + "'";
      assertThat(rows.count(inARow.formatted(7))).isOne();
      assertThat(isIn(browser.post("/login/code", "code", code))).isTrue();
      assertThat(rows.count(inARow.formatted(0))).isOne();
    }

    /** NIST SP 800-63B-4, section 3.2.2: no more than 100 in a row are compared. */
    @Test
    void the100thInARowLocksEvenIfItIsTheSecondSinceAnUnlocking() {
      People.Person person = people.byEmail();
      rows.update("update account set wrong_in_a_row = 98 where id = ?", person.id().value());
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      wrong(browser, code, 1);
      assertThat(rows.isLocked(person.id())).isFalse();
      wrong(browser, code, 1);
      assertThat(rows.isLocked(person.id())).isTrue();
      assertThat(browser.post("/login/code", "code", code).text()).contains("locked");
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void A05_aNewAttemptGivesNoTryBack() {
      People.Person person = people.byEmail();
      for (int round = 0; round < 5; round++) {
        Browser browser = asked(person);
        wrong(browser, Codes.next(person.email()), 1);
      }
      assertThat(rows.isLocked(person.id())).isTrue();
    }

    @Test
    void fiveWrongOverTwoMethodsTwoBrowsersAndThreeAttemptsLock() {
      People.Person person = people.bySms();
      Browser first = asked(person);
      wrong(first, Codes.next(person.phone()), 2);
      Browser second = asked(person);
      Codes.next(person.phone());
      second.get("/login/another-way");
      second.follow(second.post("/login/another-way", "method", "email"));
      clock.turn(Duration.ofSeconds(30));
      second.post("/login/code/resend");
      wrong(second, Codes.next(person.email()), 2);
      assertThat(rows.wrongCodes(person.id())).isEqualTo(4);
      Browser third = asked(person);
      wrong(third, Codes.next(person.phone()), 1);
      assertThat(rows.isLocked(person.id())).isTrue();
    }

    @Test
    void aRightOneAfterFourSetsBackToZero() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      wrong(browser, code, 4);
      assertThat(isIn(browser.post("/login/code", "code", code))).isTrue();
      assertThat(rows.wrongCodes(person.id())).isZero();
      Browser again = asked(person);
      wrong(again, Codes.next(person.email()), 4);
      assertThat(rows.isLocked(person.id())).isFalse();
    }

    @Test
    void aRightPasswordGivesNoTryBack() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      wrong(browser, Codes.next(person.email()), 3);
      asked(person);
      assertThat(rows.wrongCodes(person.id())).isEqualTo(3);
    }
  }

  @Nested
  class Rule13_AtMostFiveAreCompared {
    @Test
    void A01_ofAHundredParallelGuessesAtMostFiveAreComparedAndOneLockFollows() throws Exception {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      List<Browser.Page> answers =
          atOnce(
              IntStream.range(0, 100)
                  .mapToObj(i -> guess(browser, i == 60 ? code : numbered(i, code)))
                  .toList());
      assertThat(rows.compared(person.id())).isLessThanOrEqualTo(5);
      assertThat(rows.wrongCodes(person.id())).isLessThanOrEqualTo(5);
      long in = answers.stream().filter(LockRulesTest::isIn).count();
      assertThat(in).isLessThanOrEqualTo(1);
      assertThat(rows.isLocked(person.id())).isEqualTo(in == 0);
      assertThat(rows.sessions(person.id())).isEqualTo((int) in);
      assertThat(rows.events(person.id(), "LockEvent.Locked")).isEqualTo(in == 0 ? 1 : 0);
    }

    @Test
    void ofAHundredParallelWrongGuessesFiveAreComparedAndTheOwnerIsNotifiedOnce() throws Exception {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      atOnce(IntStream.range(0, 100).mapToObj(i -> guess(browser, numbered(i, code))).toList());
      assertThat(rows.compared(person.id())).isEqualTo(5);
      assertThat(rows.wrongCodes(person.id())).isEqualTo(5);
      assertThat(rows.events(person.id(), "LockEvent.Locked")).isEqualTo(1);
      assertThat(rows.sessions(person.id())).isZero();
    }

    @Test
    void aCountAboveALimitThatWasLoweredLocksAtTheNextCodeWhichIsNotCompared() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      rows.update("update account set wrong_codes = 7 where id = ?", person.id().value());
      Browser.Page refused = browser.post("/login/code", "code", code);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text()).contains("Your account is locked", "L-");
      assertThat(browser.post("/login/code", "code", code).text())
          .contains("Your account is locked");
      assertThat(rows.isLocked(person.id())).isTrue();
      assertThat(rows.compared(person.id())).isZero();
      assertThat(rows.sessions(person.id())).isZero();
      assertThat(rows.events(person.id(), "LockEvent.Locked")).isEqualTo(1);
      assertThat(Inbox.next(person.email()).subject()).contains("is locked");
    }

    @Test
    void A02_rightAndFifthWrongAtTheSameMomentNeverBothWin() throws Exception {
      for (int round = 0; round < ROUNDS; round++) {
        People.Person person = people.byEmail();
        Browser browser = asked(person);
        String code = Codes.next(person.email());
        rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
        List<Callable<Browser.Page>> both =
            List.of(guess(browser, code), guess(browser, Codes.wrong(code)));
        List<Browser.Page> answers = atOnce(round % 2 == 0 ? both : both.reversed());
        boolean in = answers.stream().anyMatch(LockRulesTest::isIn);
        assertThat(rows.sessions(person.id())).isEqualTo(in ? 1 : 0);
        assertThat(rows.isLocked(person.id())).as("round %d", round).isEqualTo(!in);
      }
    }

    /** RaceTest runs the thousand rounds, without HTTP, where they take seconds. */
    private static final int ROUNDS = 25;

    private static Callable<Browser.Page> guess(Browser browser, String code) {
      Browser tab = browser.copy();
      return () -> tab.post("/login/code", "code", code);
    }

    private static String numbered(int i, String notThis) {
      String code = String.format(java.util.Locale.ROOT, "%06d", 500 + i);
      return code.equals(notThis) ? "999999" : code;
    }
  }

  @Nested
  class Rule14_TriesLeft {
    @Test
    void aWrongCodeSaysHowManyAreLeftInAnAlert() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      for (int left = 4; left >= 2; left--) {
        Browser.Page page = browser.post("/login/code", "code", Codes.wrong(code));
        assertThat(page.text()).contains(left + " tries left");
      }
      assertThat(browser.post("/login/code", "code", Codes.wrong(code)).text())
          .contains("1 try left");
    }
  }

  @Nested
  class Rule15_ALockedAccount {
    @Test
    void A09_isRefusedAlikeWithTheRightAndAWrongCode() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String code = Codes.next(person.email());
      wrong(browser, code, 5);
      List<String> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(whole(browser.post("/login/code", "code", code)));
        answers.add(whole(browser.post("/login/code", "code", Codes.wrong(code))));
      }
      assertThat(answers).startsWith(answers.getLast()).allMatch(answers.getFirst()::equals);
      assertThat(answers.getFirst()).startsWith("422").contains("locked");
      assertThat(rows.compared(person.id())).isEqualTo(5);
      assertThat(
              rows.query(
                  "select 1 from otp_code where account_id = ? and used_at is not null",
                  person.id().value()))
          .isEmpty();
    }

    /** Status, headers and body, without the time, the connection's end and the tokens of forms. */
    private static String whole(Browser.Page page) {
      Map<String, List<String>> headers = new TreeMap<>(page.response().headers().map());
      headers.remove("date");
      headers.remove("connection");
      return page.status() + " " + headers + page.body().replaceAll("value=\"[^\"]*\"", "");
    }

    @Test
    void sendsNoCodeAtTheNextSignIn() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      wrong(browser, Codes.next(person.email()), 5);
      int before = Inbox.left(person.email()).size();
      Browser again = new Browser(port);
      assertThat(again.signIn(person.username(), People.PASSWORD).text())
          .contains("Your account is locked")
          .contains("Ask");
      assertThat(rows.query("select 1 from otp_code where account_id = ?", person.id().value()))
          .hasSize(1);
      assertThat(before).isLessThanOrEqualTo(1);
    }

    @Test
    void leavesLiveSessionsAlone() {
      People.Person person = people.byEmail();
      Browser inside = asked(person);
      assertThat(isIn(inside.post("/login/code", "code", Codes.next(person.email())))).isTrue();
      Browser outside = asked(person);
      wrong(outside, Codes.next(person.email()), 5);
      assertThat(rows.isLocked(person.id())).isTrue();
      assertThat(rows.sessions(person.id())).isEqualTo(1);
      assertThat(inside.get("/login").location()).endsWith("/studies");
    }
  }

  @Nested
  class Rule16_TheLockIsNotForStrangers {
    @Test
    void aWrongPasswordOfALockedAccountLooksLikeAnyOther() {
      People.Person locked = people.byEmail();
      rows.update(
          "update account set locked_at = now(), wrong_codes = 5 where id = ?",
          locked.id().value());
      Browser one = new Browser(port);
      one.get("/login");
      Browser.Page known =
          one.post("/login", "username", locked.username(), "password", "not the password");
      Browser two = new Browser(port);
      two.get("/login");
      Browser.Page unknown =
          two.post("/login", "username", "nobody-of-that-name", "password", "not the password");
      assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(422);
      assertThat(known.text()).isEqualTo(unknown.text());
    }
  }

  @Nested
  class Rule18_WrongPasswordsSlowDown {
    @Test
    void andNeverLockNorTouchTheCodeCounter() {
      People.Person person = people.byEmail();
      Browser browser = new Browser(port);
      browser.get("/login");
      Browser.Page last = browser.get("/login");
      for (int i = 0; i < 8 && last.status() != 429; i++) {
        last = browser.post("/login", "username", person.username(), "password", "wrong " + i);
      }
      assertThat(last.status()).isEqualTo(429);
      assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
      assertThat(rows.isLocked(person.id())).isFalse();
      assertThat(rows.wrongCodes(person.id())).isZero();
      clock.turn(Duration.ofMinutes(16));
      assertThat(browser.signIn(person.username(), People.PASSWORD).text()).contains("message");
    }

    @Test
    void forUnknownNamesAlike() {
      Browser browser = new Browser(port);
      browser.get("/login");
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        statuses.add(
            browser.post("/login", "username", "no-such-name", "password", "wrong").status());
      }
      assertThat(statuses).containsExactly(422, 422, 422, 422, 422, 429);
    }

    @Test
    void Rule41_triesThatCostNoHashAreRecordedThe1st10thAnd100thTimeOfADay() {
      rows.update("delete from throttle");
      rows.update("delete from wrong_password");
      long before = rows.count("audit_event where type = 'SignInEvent.PasswordThrottled'");
      Browser browser = new Browser(port);
      browser.get("/login");
      for (int name = 0; name < 3; name++) {
        for (int i = 0; i < 9; i++) {
          browser.post("/login", "username", "invented-" + name, "password", "wrong");
        }
      }
      assertThat(rows.count("audit_event where type = 'SignInEvent.PasswordThrottled'"))
          .as("of 12")
          .isEqualTo(before + 2);
      assertThat(
              rows.query("select count from wrong_password order by count").stream()
                  .map(row -> row.get("count"))
                  .toList())
          .as("12 that were not looked at, 15 that were, of three names that nobody has")
          .containsExactly(12L, 15L);
      clock.turn(Duration.ofMinutes(16));
    }

    @Test
    void I01_whoeverKnowsTheNameAloneDoesNotShutTheOwnerOutOfAKnownBrowser() {
      People.Person person = people.byEmail();
      Browser owner = asked(person);
      assertThat(isIn(owner.post("/login/code", "code", Codes.next(person.email())))).isTrue();
      owner.setCookie("__Host-sid", "");
      Browser attacker = new Browser(port);
      attacker.get("/login");
      int status = 0;
      for (int i = 0; i < 7; i++) {
        status =
            attacker
                .post("/login", "username", person.username(), "password", "wrong " + i)
                .status();
      }
      assertThat(status).as("the attacker waits").isEqualTo(429);
      Browser stranger = new Browser(port);
      stranger.get("/login");
      assertThat(
              stranger
                  .post("/login", "username", person.username(), "password", People.PASSWORD)
                  .status())
          .as("so does everybody in a browser that is new, without a comparison")
          .isEqualTo(429);
      assertThat(rows.isLocked(person.id())).isFalse();
      assertThat(owner.signIn(person.username(), People.PASSWORD).text()).contains("message");
    }

    @Test
    void A06_manyWrongCodesOverWeeksBringRisingWaitsAndANotice() {
      People.Person person = people.byEmail();
      int waits = 0;
      for (int day = 0; day < 7 && waits == 0; day++) {
        Browser browser = asked(person);
        String code = Codes.next(person.email());
        for (int i = 0; i < 4; i++) {
          int status = browser.post("/login/code", "code", Codes.wrong(code)).status();
          waits += status == 429 ? 1 : 0;
        }
        rows.update("update account set wrong_codes = 0 where id = ?", person.id().value());
        clock.turn(Duration.ofMinutes(61));
        dropMail(person.email());
      }
      assertThat(rows.events(person.id(), "LockEvent.ManyWrongCodes")).isEqualTo(1);
      Browser next = asked(person);
      dropMail(person.email());
      next.post("/login/code", "code", "000000");
      Browser.Page second = next.post("/login/code", "code", "000001");
      assertThat(second.status()).isEqualTo(429);
      assertThat(Integer.parseInt(second.header("Retry-After"))).isPositive();
    }

    private static void dropMail(String address) {
      while (!Inbox.left(address).isEmpty()) {
        Inbox.next(address);
      }
    }
  }

  private static <T> List<T> atOnce(List<Callable<T>> acts) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> results = new ArrayList<>();
      for (Callable<T> act : acts) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return act.call();
                }));
      }
      start.countDown();
      List<T> all = new ArrayList<>();
      for (Future<T> result : results) {
        all.add(result.get());
      }
      return all;
    }
  }
}
