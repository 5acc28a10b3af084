package org.sallyport.gate.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Letters;
import org.sallyport.testing.phone.AppPhone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The right answer, sent more than once: by a double click, or in several tabs. */
@SallyportTest
class RepeatedAnswerTest {
  private static final int MANY = 10;
  private static final Pattern RECOVERY =
      Pattern.compile("<li>([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})</li>");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired Letters letters;

  private Browser half(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  private Browser inside(People.Person person) {
    Browser browser = half(person);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    return browser;
  }

  private String recoveryCode(People.Person person) {
    Browser browser = inside(person);
    browser.get("/settings/recovery");
    browser.post("/settings/begin", "change", "recovery");
    browser.get("/settings/recovery");
    Browser.Page sheet = browser.follow(browser.post("/settings/recovery"));
    return RECOVERY
        .matcher(sheet.body())
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList()
        .getFirst();
  }

  private Browser askedForRecoveryCode(People.Person person) {
    Browser browser = half(person);
    browser.get("/login/another-way");
    browser.post("/login/another-way", "method", "recovery");
    browser.get("/login/code");
    return browser;
  }

  private Browser askedForActivationCode(People.Person person) {
    Browser browser = half(person);
    browser.follow(browser.post("/login/method", "method", "totp"));
    return browser;
  }

  private static List<Browser> copies(Browser browser) {
    List<Browser> copies = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      copies.add(browser.copy());
    }
    return copies;
  }

  private static List<Browser> attempts(Supplier<Browser> asked) {
    List<Browser> attempts = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      attempts.add(asked.get());
    }
    return attempts;
  }

  /** Sends the answer from all tabs at once; returns how many got a session. */
  private static long opened(List<Browser> tabs, String answer) throws Exception {
    List<Callable<Browser.Page>> posts = new ArrayList<>();
    tabs.forEach(tab -> posts.add(() -> tab.post("/login/code", "code", answer)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Browser.Page> page : threads.invokeAll(posts)) {
        assertThat(page.get().status()).isIn(302, 403, 422, 429);
      }
    }
    return tabs.stream().filter(tab -> tab.get("/settings/account").status() == 200).count();
  }

  private void opensOnceAndCostsNothing(People.Person person, List<Browser> tabs, String answer)
      throws Exception {
    clock.turn(Duration.ofSeconds(1));
    int before = rows.sessions(person.id());
    assertThat(opened(tabs, answer)).isEqualTo(1);
    assertThat(rows.sessions(person.id())).isEqualTo(before + 1);
    assertThat(rows.wrongCodes(person.id())).isZero();
    assertThat(rows.isLocked(person.id())).isFalse();
    assertThat(rows.events(person.id(), "CodeEvent.Refused")).isZero();
  }

  @Test
  void aSentCodePressedTenTimes() throws Exception {
    People.Person person = people.bySms();
    Browser browser = half(person);
    opensOnceAndCostsNothing(person, copies(browser), Codes.next(person.phone()));
  }

  @Test
  void aRecoveryCodePressedTenTimes() throws Exception {
    People.Person person = people.bySms();
    String code = recoveryCode(person);
    opensOnceAndCostsNothing(person, copies(askedForRecoveryCode(person)), code);
  }

  @Test
  void aRecoveryCodeInTenTabs() throws Exception {
    People.Person person = people.bySms();
    String code = recoveryCode(person);
    rows.update("delete from otp_code where account_id = ?", person.id().value());
    List<Browser> tabs = attempts(() -> askedForRecoveryCode(person));
    opensOnceAndCostsNothing(person, tabs, code);
  }

  @Test
  void anAppCodeInTenTabs() throws Exception {
    People.Person person = people.bySms();
    AppPhone phone = AppPhone.link(inside(person), clock, "usual", "yes");
    clock.turn(Duration.ofSeconds(90));
    opensOnceAndCostsNothing(person, attempts(() -> half(person)), phone.code(1));
  }

  @Test
  void anActivationCodeInTenTabs() throws Exception {
    People.Person person = people.unreachable();
    String code = letters.code(person);
    List<Browser> tabs = attempts(() -> askedForActivationCode(person));
    clock.turn(Duration.ofSeconds(1));
    opened(tabs, code);
    assertThat(rows.sessions(person.id())).isEqualTo(1);
    assertThat(rows.wrongCodes(person.id())).isZero();
    assertThat(rows.isLocked(person.id())).isFalse();
  }

  @Test
  void theSecondTabSaysWhy() {
    People.Person person = people.bySms();
    String code = recoveryCode(person);
    Browser first = askedForRecoveryCode(person);
    Browser second = askedForRecoveryCode(person);
    clock.turn(Duration.ofSeconds(1));
    assertThat(first.post("/login/code", "code", code).location()).endsWith("/studies");
    Browser.Page refused = second.post("/login/code", "code", code);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains("That code was accepted a moment ago, for another of your sign-ins.")
        .contains("It does not count as a try.");
  }

  @Test
  void aChangeForWhichItIsSentAgainSaysWhy() {
    People.Person person = people.bySms();
    String code = recoveryCode(person);
    clock.turn(Duration.ofSeconds(30));
    Browser changing = inside(person);
    clock.turn(Duration.ofMinutes(6));
    changing.get("/settings/account");
    changing.post("/settings/begin", "change", "password");
    assertThat(askedForRecoveryCode(person).post("/login/code", "code", code).location())
        .endsWith("/studies");
    changing.get("/settings/confirm?by=other");
    assertThat(changing.post("/settings/confirm?by=other", "code", code).text())
        .contains("That code was accepted a moment ago. It does not count as a try.")
        .contains("This change needs its own code.")
        .doesNotContain("another of your sign-ins");
    assertThat(rows.wrongCodes(person.id())).isZero();
  }

  @Test
  void B01_aMinuteLaterOrInASignInThatBeganLaterItCostsATry() {
    People.Person person = people.bySms();
    String code = recoveryCode(person);
    Browser first = askedForRecoveryCode(person);
    Browser open = askedForRecoveryCode(person);
    clock.turn(Duration.ofSeconds(1));
    first.post("/login/code", "code", code);
    clock.turn(Duration.ofSeconds(1));
    Browser.Page replayed = askedForRecoveryCode(person).post("/login/code", "code", code);
    assertThat(replayed.text()).contains("4 tries left");
    assertThat(open.post("/login/code", "code", "0000-0000-0000-0000").text())
        .contains("3 tries left");
    clock.turn(Duration.ofMinutes(1));
    assertThat(open.post("/login/code", "code", code).text()).contains("2 tries left");
  }

  @Test
  void Rule15_whileLockedItIsRefusedAsAnyOther() {
    People.Person person = people.bySms();
    String code = recoveryCode(person);
    Browser first = askedForRecoveryCode(person);
    Browser second = askedForRecoveryCode(person);
    clock.turn(Duration.ofSeconds(1));
    first.post("/login/code", "code", code);
    rows.update(
        "update account set locked_at = now(), wrong_codes = 5 where id = ?", person.id().value());
    assertThat(second.post("/login/code", "code", code).text())
        .contains("locked")
        .doesNotContain("accepted");
  }
}
