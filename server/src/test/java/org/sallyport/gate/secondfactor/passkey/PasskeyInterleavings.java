package org.sallyport.gate.secondfactor.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Disabling;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.SoftKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A passkey answer and another operation wait for a locked account row, in either order: the first
 * one wins. Each case runs for the passkey as second factor and for the sign-in by passkey alone.
 */
abstract class PasskeyInterleavings {
  private static final String BOTH_DOORS = "/login/with-passkey";

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired LockQueue turns;
  @Autowired Disabling disabling;

  /** An account whose method is a passkey, without a session. */
  private record Owner(People.Person person, SoftKey key) {}

  private Owner owner() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    SoftKey key = SoftKey.link(browser, "usual", "yes");
    browser.get("/studies");
    browser.post("/logout");
    return new Owner(person, key);
  }

  private Callable<Browser.Page> answers(Owner owner, boolean withoutPassword) {
    return withoutPassword ? withoutPassword(owner) : behindPassword(owner);
  }

  /** At the second-factor step: the password was given and the device has signed. */
  private Callable<Browser.Page> behindPassword(Owner owner) {
    Browser browser = new Browser(port);
    Browser.Page page = browser.signIn(owner.person().username(), People.PASSWORD);
    String signed = owner.key().get(SoftKey.options(page));
    return () -> kept(browser).post("/login/passkey", "credential", signed);
  }

  private Callable<Browser.Page> withoutPassword(Owner owner) {
    Browser browser = new Browser(port);
    browser.get("/login");
    String signed = owner.key().get(browser.post(BOTH_DOORS + "/options").body());
    return () -> kept(browser).post(BOTH_DOORS, "credential", signed);
  }

  private Browser kept(Browser browser) {
    opened = browser.copy();
    return opened;
  }

  /** The tab that answered last. */
  private Browser opened = new Browser(0);

  /** The fifth consecutive wrong code, in another browser. */
  private Callable<Browser.Page> fifthWrong(Owner owner) {
    Browser browser = new Browser(port);
    browser.signIn(owner.person().username(), People.PASSWORD);
    browser.get("/login/another-way");
    browser.follow(browser.post("/login/another-way", "method", "sms"));
    String code = Codes.next(owner.person().phone());
    rows.update("update account set wrong_codes = 4 where id = ?", owner.person().id().value());
    return () -> browser.post("/login/code", "code", Codes.wrong(code));
  }

  /**
   * The owner removes the passkey in a recently opened session. The change is begun in advance, so
   * that only the removal waits for the row.
   */
  private Callable<Browser.Page> removes(Owner owner) throws Exception {
    assertThat(opens(behindPassword(owner).call())).isTrue();
    Browser session = opened;
    session.get("/settings/devices");
    session.post("/settings/devices/link/passkey");
    Object id =
        rows.query("select id from passkey where account_id = ?", owner.person().id().value())
            .getFirst()
            .get("id");
    return () -> session.post("/settings/devices/unlink", "id", String.valueOf(id));
  }

  private Callable<Browser.Page> disables(Owner owner) {
    return () -> {
      disabling.disable(owner.person().id(), "desk", "left", Origin.COMMAND_LINE);
      return new Browser(port).get("/login");
    };
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  /** Whether the session is still open. */
  private boolean isStillOpen() {
    return opened.get("/settings/sessions").status() == 200;
  }

  private List<Browser.Page> inTurn(
      Owner owner, Callable<Browser.Page> first, Callable<Browser.Page> second) throws Exception {
    return turns.inTurn(owner.person().id(), first, second);
  }

  private void aLockThatComesFirstWins(boolean withoutPassword) throws Exception {
    Owner owner = owner();
    Callable<Browser.Page> wrong = fifthWrong(owner);
    List<Browser.Page> pages = inTurn(owner, wrong, answers(owner, withoutPassword));
    assertThat(opens(pages.getLast())).isFalse();
    assertThat(rows.isLocked(owner.person().id())).isTrue();
    assertThat(rows.sessions(owner.person().id())).isZero();
  }

  /** The success resets the counter, so the next wrong code is the first again. */
  private void anAnswerThatComesFirstOpensAndNothingLocks(boolean withoutPassword)
      throws Exception {
    Owner owner = owner();
    Callable<Browser.Page> wrong = fifthWrong(owner);
    List<Browser.Page> pages = inTurn(owner, answers(owner, withoutPassword), wrong);
    assertThat(opens(pages.getFirst())).isTrue();
    assertThat(rows.isLocked(owner.person().id())).isFalse();
    assertThat(rows.wrongCodes(owner.person().id())).isEqualTo(1);
    assertThat(rows.sessions(owner.person().id())).isEqualTo(1);
  }

  @Test
  void Rule15_aLockAndAnAnswerAtTheSecondFactorNeverBothWin() throws Exception {
    aLockThatComesFirstWins(false);
    anAnswerThatComesFirstOpensAndNothingLocks(false);
  }

  @Test
  void Rule15_aLockAndAnAnswerWithoutAPasswordNeverBothWin() throws Exception {
    aLockThatComesFirstWins(true);
    anAnswerThatComesFirstOpensAndNothingLocks(true);
  }

  private void aPasskeyRemovedFirstDoesNotSignIn(boolean withoutPassword) throws Exception {
    Owner owner = owner();
    Callable<Browser.Page> removal = removes(owner);
    List<Browser.Page> pages = inTurn(owner, removal, answers(owner, withoutPassword));
    assertThat(pages.getFirst().location()).endsWith("?removed");
    assertThat(opens(pages.getLast())).isFalse();
    assertThat(rows.sessions(owner.person().id())).as("the one that removed it").isEqualTo(1);
  }

  /** Removing the passkey ends the session, as every change of the method does (rule 28). */
  private void removalAfterTheAnswerEndsItsSession(boolean withoutPassword) throws Exception {
    Owner owner = owner();
    Callable<Browser.Page> removal = removes(owner);
    List<Browser.Page> pages = inTurn(owner, answers(owner, withoutPassword), removal);
    assertThat(opens(pages.getFirst())).isTrue();
    assertThat(pages.getLast().location()).endsWith("?removed");
    assertThat(isStillOpen()).isFalse();
    assertThat(rows.sessions(owner.person().id())).isEqualTo(1);
  }

  @Test
  void Rule29_removalBeforeTheAnswerRefusesItAndAfterwardsEndsItsSession() throws Exception {
    for (boolean withoutPassword : new boolean[] {false, true}) {
      aPasskeyRemovedFirstDoesNotSignIn(withoutPassword);
      removalAfterTheAnswerEndsItsSession(withoutPassword);
    }
  }

  @Test
  void Rule34_disablingBeforeTheAnswerRefusesItAndAfterwardsEndsItsSession() throws Exception {
    for (boolean withoutPassword : new boolean[] {false, true}) {
      Owner before = owner();
      List<Browser.Page> disabledFirst =
          inTurn(before, disables(before), answers(before, withoutPassword));
      assertThat(opens(disabledFirst.getLast())).isFalse();
      assertThat(rows.sessions(before.person().id())).isZero();

      Owner after = owner();
      List<Browser.Page> answeredFirst =
          inTurn(after, answers(after, withoutPassword), disables(after));
      assertThat(opens(answeredFirst.getFirst())).isTrue();
      assertThat(isStillOpen()).isFalse();
      assertThat(rows.sessions(after.person().id())).isZero();
    }
  }

  private void theSameAnswerTwice(int counter, boolean withoutPassword) throws Exception {
    Owner owner = owner();
    owner.key().counter = counter;
    rows.update(
        "update passkey set sign_count = ? where account_id = ?",
        counter,
        owner.person().id().value());
    Callable<Browser.Page> answer = answers(owner, withoutPassword);
    List<Browser.Page> pages = inTurn(owner, answer, answer);
    assertThat(pages).filteredOn(PasskeyInterleavings::opens).hasSize(1);
    assertThat(opens(pages.getFirst())).isTrue();
    assertThat(rows.sessions(owner.person().id())).isEqualTo(1);
    assertThat(rows.events(owner.person().id(), "SignedEvent.Accepted")).isEqualTo(1);
    assertThat(rows.events(owner.person().id(), "SignedEvent.Copied")).isZero();
  }

  /** With and without a signature counter; no clone warning is sent. */
  @Test
  void F01_theSameAnswerTwiceAtOnceOpensOneSession() throws Exception {
    for (int counter : new int[] {0, 7}) {
      theSameAnswerTwice(counter, false);
      theSameAnswerTwice(counter, true);
    }
  }
}
