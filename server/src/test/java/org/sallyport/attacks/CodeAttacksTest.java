package org.sallyport.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Groups A, B and H of the attacks, as far as the rules' own tests do not cover them. */
@SallyportTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {"sallyport.lock.address-delay-after=30", "sallyport.otp.per-network-hour=50"})
class CodeAttacksTest {
  private static final String PASSWORD = People.PASSWORD;

  @LocalServerPort int port;
  @LocalManagementPort int management;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    assertThat(browser.signIn(person.username(), People.PASSWORD).text()).contains("message");
    return browser;
  }

  private static Browser.Page give(Browser browser, String code) {
    return browser.post("/login/code", "code", code);
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  @AfterEach
  void nobodyIsSlowedDown() {
    rows.update("delete from throttle");
    rows.update("delete from rate_limit where name like 'wrong-code-account%'");
    rows.update("delete from rate_limit where name like 'code-network%'");
  }

  @Nested
  class GroupA {
    @Test
    void A07_codesSprayedOverManyAccountsAreThrottledLockNobodyAndAdminsAreNotified() {
      People.Person admin = people.admin();
      int looked = 0;
      int sent = 0;
      for (int i = 0; i < 60; i++) {
        People.Person person = people.byEmail();
        Browser browser = new Browser(port);
        browser.get("/login");
        int status =
            browser
                .post("/login", "username", person.username(), "password", People.PASSWORD)
                .status();
        if (status == 302) {
          sent++;
          browser.get("/login/code");
          looked += give(browser, "123456").status() == 422 ? 1 : 0;
        } else {
          assertThat(status).isEqualTo(429);
        }
        assertThat(rows.isLocked(person.id())).isFalse();
      }
      assertThat(looked).isLessThanOrEqualTo(31);
      assertThat(sent).isLessThanOrEqualTo(31);
      Inbox.next(
          admin.email(),
          mail ->
              "Wrong codes for many Sallyport accounts from one address".equals(mail.subject()));
    }
  }

  /** 500 right passwords from one address: what goes out is limited, too. */
  @Nested
  class A07_MessagesOfOneNetwork {
    private static final int LIMIT = 50;

    @Test
    void areFiftyAtMostAndAdminsAreNotified() {
      People.Person admin = people.admin();
      List<People.Person> persons = Stream.generate(people::byEmail).limit(LIMIT + 10).toList();
      List<Browser.Page> answers =
          persons.stream().map(it -> new Browser(port).signIn(it.username(), PASSWORD)).toList();
      assertThat(sentTo(persons)).isEqualTo(LIMIT);
      assertThat(answers.getLast().text())
          .contains("Too many codes were sent for sign-ins from your network")
          .doesNotContain("Enter the code from message");
      assertThat(persons).noneMatch(it -> rows.isLocked(it.id()));
      Inbox.next(
          admin.email(), mail -> "A sending limit of Sallyport is used up".equals(mail.subject()));
      clock.turn(Duration.ofHours(1));
      asked(persons.getLast());
    }

    @Test
    void aKnownBrowserOfTheNetworkIsNotAffected() {
      People.Person owner = people.byEmail();
      Browser known = asked(owner);
      assertThat(opens(give(known, Codes.next(owner.email())))).isTrue();
      known.setCookie("__Host-sid", "");
      usedUp();
      isHeldBack(people.byEmail());
      assertThat(known.signIn(owner.username(), PASSWORD).text())
          .contains("Enter the code from message");
    }

    @Test
    void anAnsweredCodeIsGivenBackWithThoseBeforeIt() {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      clock.turn(Duration.ofSeconds(30));
      Codes.next(person.email());
      browser.post("/login/code/resend");
      assertThat(used()).isEqualTo(2);
      assertThat(opens(give(browser, Codes.next(person.email())))).isTrue();
      assertThat(used()).isZero();
    }

    private long sentTo(List<People.Person> persons) {
      return persons.stream()
          .filter(it -> rows.count("otp_code where account_id = '" + it.id() + "'") > 0)
          .count();
    }

    private void usedUp() {
      asked(people.byEmail());
      rows.update("update rate_limit set used = max_uses where name = 'code-network-hour'");
    }

    private void isHeldBack(People.Person person) {
      assertThat(new Browser(port).signIn(person.username(), PASSWORD).text())
          .contains("from your network");
    }

    private int used() {
      Object used =
          rows.query("select used from rate_limit where name = 'code-network-hour'")
              .getFirst()
              .get("used");
      return ((Number) Objects.requireNonNull(used)).intValue();
    }
  }

  @Nested
  class A07_WithAllPasswordsFirst {
    @Test
    void theCodesOfBrowsersThatAreNewAreSlowedDownAllTheSame() {
      List<People.Person> persons = Stream.generate(people::byEmail).limit(40).toList();
      List<Browser> between = persons.stream().map(CodeAttacksTest.this::asked).toList();
      People.Person owner = persons.getFirst();
      List<Browser.Page> answers =
          between.subList(1, 40).stream().map(browser -> give(browser, "123456")).toList();
      assertThat(answers).filteredOn(page -> page.status() == 422).hasSize(30);
      Browser.Page slowed = answers.getLast();
      assertThat(slowed.status()).isEqualTo(429);
      assertThat(Integer.parseInt(slowed.header("Retry-After"))).isPositive();
      assertThat(slowed.text()).contains("This code was not checked").doesNotContain("tries left");
      assertThat(rows.wrongCodes(persons.getLast().id())).isZero();
      assertThat(rows.compared(persons.getLast().id())).isZero();
      String right = Codes.next(owner.email());
      Browser.Page rightOne = give(between.getFirst(), right);
      assertThat(rightOne.status()).isEqualTo(429);
      assertThat(rightOne.text()).contains("This code was not checked");
      assertThat(rows.compared(owner.id())).isZero();
      clock.turn(Duration.ofSeconds(2));
      assertThat(opens(give(between.getFirst(), right))).isTrue();
    }

    @Test
    void theOwnersKnownBrowserIsNotSlowedDown() {
      People.Person owner = people.byEmail();
      Browser known = asked(owner);
      assertThat(opens(give(known, Codes.next(owner.email())))).isTrue();
      known.setCookie("__Host-sid", "");
      List<Browser> between =
          Stream.generate(people::byEmail).limit(32).map(CodeAttacksTest.this::asked).toList();
      known.signIn(owner.username(), People.PASSWORD);
      between.forEach(browser -> give(browser, "123456"));
      assertThat(give(between.getLast(), "123456").status()).isEqualTo(429);
      assertThat(opens(give(known, Codes.next(owner.email())))).isTrue();
    }
  }

  @Nested
  class GroupB {
    @Test
    void B01_aUsedCodeIsRefusedInEveryAttempt() {
      People.Person person = people.byEmail();
      Browser owner = asked(person);
      String code = Codes.next(person.email());
      Browser sameAttempt = owner.copy();
      assertThat(opens(give(owner, code))).isTrue();
      assertThat(opens(give(sameAttempt, code))).isFalse();
      Browser attacker = asked(person);
      Browser.Page replayed = give(attacker, code);
      assertThat(replayed.status()).isEqualTo(422);
      assertThat(rows.wrongCodes(person.id())).isEqualTo(1);
      assertThat(rows.events(person.id(), "CodeEvent.Refused")).isEqualTo(1);
      assertThat(owner.get("/settings/account").status()).isEqualTo(200);
    }

    @Test
    void B03_aCodeOfAnotherAttemptIsRefusedAndCounted() {
      People.Person person = people.byEmail();
      Browser attacker = asked(person);
      Codes.next(person.email());
      Browser owner = asked(person);
      String told = Codes.next(person.email());
      assertThat(give(attacker, told).status()).isEqualTo(422);
      assertThat(rows.wrongCodes(person.id())).isEqualTo(1);
      assertThat(opens(give(owner, told))).isTrue();
    }

    @Test
    void B04_aCodeOfAnotherPersonIsRefusedWhateverTheRequestNames() {
      People.Person victim = people.byEmail();
      People.Person attacker = people.byEmail();
      asked(attacker);
      String own = Codes.next(attacker.email());
      Browser attempt = asked(victim);
      Browser.Page page =
          attempt.post(
              "/login/code?user=" + attacker.username(),
              "code",
              own,
              "username",
              attacker.username(),
              "userId",
              attacker.id().toString(),
              "txId",
              attacker.id().toString());
      assertThat(page.status()).isEqualTo(422);
      assertThat(rows.sessions(victim.id())).isZero();
      assertThat(rows.sessions(attacker.id())).isZero();
    }

    @Test
    void B05_ofTwoResendsAtOnceOneSendsAndOnlyTheLastCodeCounts() throws Exception {
      People.Person person = people.byEmail();
      Browser browser = asked(person);
      String first = Codes.next(person.email());
      clock.turn(Duration.ofSeconds(30));
      Callable<Browser.Page> resend = () -> browser.copy().post("/login/code/resend");
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Browser.Page> answer : threads.invokeAll(List.of(resend, resend))) {
          assertThat(answer.get().status()).isIn(302, 429);
        }
      }
      Received last = Inbox.next(person.email());
      assertThat(Inbox.left(person.email())).isEmpty();
      assertThat(
              rows.query(
                  "select 1 from otp_code where account_id = ? and used_at is null and voided_at is null",
                  person.id().value()))
          .hasSize(1);
      assertThat(give(browser, first).status()).isEqualTo(422);
      assertThat(opens(give(browser, Codes.in(last)))).isTrue();
    }

    @Test
    void B06_aCodePassesStrictlyBeforeItsEndAndTheOldOneNotAfterAResend() {
      People.Person person = people.byEmail();
      Browser before = asked(person);
      String code = Codes.next(person.email());
      clock.turn(Duration.ofMinutes(20).minusMillis(1));
      assertThat(opens(give(before, code))).isTrue();

      Browser at = asked(person);
      String late = Codes.next(person.email());
      clock.turn(Duration.ofMinutes(20));
      assertThat(give(at, late).status()).isEqualTo(422);

      Browser again = asked(person);
      String old = Codes.next(person.email());
      clock.turn(Duration.ofMinutes(20).minusSeconds(1));
      again.post("/login/code/resend");
      String fresh = Codes.next(person.email());
      assertThat(give(again, old).status()).isEqualTo(422);
      assertThat(opens(give(again, fresh))).isTrue();
    }

    /** In the hour that a clock on the wall shows twice, in a zone with summer time. */
    @Test
    void B06_theEndOfACodeIsAMomentAndNotATimeOnTheWall() {
      TimeZone zone = TimeZone.getDefault();
      Instant now = clock.instant();
      try {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Brussels"));
        clock.set(Instant.parse("2027-10-31T00:50:00Z"));
        People.Person person = people.byEmail();
        Browser before = asked(person);
        String code = Codes.next(person.email());
        clock.turn(Duration.ofMinutes(20).minusMillis(1));
        assertThat(opens(give(before, code))).isTrue();
        Browser after = asked(person);
        String late = Codes.next(person.email());
        clock.turn(Duration.ofMinutes(20));
        assertThat(give(after, late).status()).isEqualTo(422);
        assertThat(give(after, late).text()).contains("expired");
      } finally {
        TimeZone.setDefault(zone);
        clock.set(now);
      }
    }

    @Test
    void B09_noAnswerHoldsTheCode(CapturedOutput logs) {
      People.Person person = people.bySms();
      Browser browser = new Browser(port);
      Browser.Page login = browser.get("/login");
      Browser.Page half =
          browser.post("/login", "username", person.username(), "password", People.PASSWORD);
      Browser.Page page = browser.get("/login/code");
      String code = Codes.next(person.phone());
      Browser.Page wrong = give(browser, Codes.wrong(code));
      Browser.Page inside = browser.follow(give(browser, code));
      Browser.Page history = browser.get("/settings/history");
      for (Browser.Page answer : List.of(login, half, page, wrong, inside, history)) {
        assertThat(answer.body()).doesNotContain(code);
        assertThat(answer.response().headers().map().toString()).doesNotContain(code);
        assertThat(answer.response().uri().toString()).doesNotContain(code);
      }
      Pattern alone = Pattern.compile("(?<![0-9])" + code + "(?![0-9])");
      assertThat(logs.getAll()).contains("CodeEvent.Refused").doesNotContainPattern(alone);
      assertThat(figures()).contains("sallyport_factor_answers_total").doesNotContainPattern(alone);
      assertThat(
              rows.query(
                      "select details::text from audit_event where account_id = ?",
                      person.id().value())
                  .toString())
          .contains("tag")
          .doesNotContainPattern(alone);
    }
  }

  private String figures() {
    Browser watcher = new Browser(management);
    return watcher
        .send(watcher.request("/actuator/prometheus").setHeader("Accept", "*/*").build())
        .body();
  }

  @Nested
  class GroupH {
    @Test
    void H07_whoIsNoAdminAnyMoreIsRefusedAtTheNextRequest() {
      People.Person admin = people.admin();
      Browser browser = asked(admin);
      assertThat(opens(give(browser, Codes.next(admin.email())))).isTrue();
      assertThat(browser.get("/admin").status()).isNotEqualTo(403);
      String page = browser.get("/admin/names").body();
      rows.update("update account set role = 'physician' where id = ?", admin.id().value());
      assertThat(page).contains("_csrf");
      assertThat(browser.post("/admin/names/confirm", "name", "1").status())
          .as("a form that was open")
          .isEqualTo(403);
      assertThat(browser.get("/admin").status()).isEqualTo(403);
      assertThat(browser.get("/settings/account").status()).isEqualTo(200);
      rows.update("update account set disabled_at = now() where id = ?", admin.id().value());
      assertThat(browser.get("/settings/account").location()).endsWith("/login");
    }
  }
}
