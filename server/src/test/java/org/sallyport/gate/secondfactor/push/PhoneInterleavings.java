package org.sallyport.gate.secondfactor.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Two operations on an approval request wait for a locked account row, in either order: the first
 * one wins.
 */
abstract class PhoneInterleavings {
  private static final Pattern NUMBER = Pattern.compile("Your number is ([0-9]+)<");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired LockQueue turns;

  private Authenticator phoneOf(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    return Authenticator.link(browser, port, clock, "usual", "yes");
  }

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    return browser;
  }

  private static String number(Browser browser) {
    Matcher number = NUMBER.matcher(browser.get("/login/app").body());
    assertThat(number.find()).isTrue();
    return number.group(1);
  }

  private static Callable<Browser.Page> answers(
      Authenticator phone, JsonNode request, String number) {
    return () -> {
      Authenticator.Answer answer = phone.approve(request, number);
      return new Browser.Page(answer.status(), "", answer.body(), answer.response());
    };
  }

  private static Callable<Browser.Page> takes(Browser browser) {
    Browser tab = browser.copy();
    return () -> tab.post("/login/app", "code", "");
  }

  private Callable<Browser.Page> beginsAnew(People.Person person) {
    Browser browser = new Browser(port);
    browser.get("/login");
    return () -> browser.post("/login", "username", person.username(), "password", People.PASSWORD);
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  @Test
  void anApprovalBeforeAnotherAttemptIsAcceptedAndAfterwardsRefused() throws Exception {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Browser first = asked(person);
    List<Browser.Page> approvedFirst =
        turns.inTurn(
            person.id(), answers(phone, phone.request(), number(first)), beginsAnew(person));
    assertThat(approvedFirst.getFirst().status()).isEqualTo(200);
    assertThat(opens(first.post("/login/app", "code", ""))).isTrue();

    Browser second = asked(person);
    List<Browser.Page> replacedFirst =
        turns.inTurn(
            person.id(), beginsAnew(person), answers(phone, phone.request(), number(second)));
    assertThat(replacedFirst.getLast().status()).isEqualTo(410);
    assertThat(opens(second.post("/login/app", "code", ""))).isFalse();
  }

  @Test
  void redeemingBeforeApprovalFailsAndAfterwardsOpensOneSession() throws Exception {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Browser browser = asked(person);
    List<Browser.Page> takenFirst =
        turns.inTurn(person.id(), takes(browser), answers(phone, phone.request(), number(browser)));
    assertThat(takenFirst.getFirst().status()).isEqualTo(422);
    assertThat(takenFirst.getLast().status()).isEqualTo(200);
    List<Browser.Page> both = turns.inTurn(person.id(), takes(browser), takes(browser));
    assertThat(both.stream().filter(PhoneInterleavings::opens)).hasSize(1);
    assertThat(rows.sessions(person.id())).isEqualTo(2);
  }

  @Test
  void theThirdWrongNumberBeforeTheRightOneEndsItAndAfterItIsOver() throws Exception {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Browser browser = asked(person);
    String number = number(browser);
    String wrong = number.equals("11") ? "22" : "11";
    JsonNode request = phone.request();
    phone.approve(request, wrong);
    phone.approve(request, wrong);
    List<Browser.Page> wrongFirst =
        turns.inTurn(person.id(), answers(phone, request, wrong), answers(phone, request, number));
    assertThat(wrongFirst.getLast().status()).isEqualTo(410);
    assertThat(opens(browser.post("/login/app", "code", ""))).isFalse();

    Browser again = asked(person);
    String other = number(again);
    JsonNode next = phone.request();
    List<Browser.Page> rightFirst =
        turns.inTurn(
            person.id(),
            answers(phone, next, other),
            answers(phone, next, other.equals("11") ? "22" : "11"));
    assertThat(rightFirst.getLast().status()).isEqualTo(410);
    assertThat(opens(again.post("/login/app", "code", ""))).isTrue();
  }

  @Test
  void Rule15_aLockThatComesFirstRefusesAnswerAndRedemption() throws Exception {
    String lock = "update account set locked_at = now(), lock_reference = 'L-1' where id = ?";
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Browser browser = asked(person);
    assertThat(
            turns
                .behind(person.id(), lock, answers(phone, phone.request(), number(browser)))
                .status())
        .isEqualTo(410);
    People.Person other = people.bySms();
    Authenticator theirs = phoneOf(other);
    Browser waits = asked(other);
    theirs.approve(theirs.request(), number(waits));
    assertThat(turns.behind(other.id(), lock, takes(waits)).text()).contains("locked");
    assertThat(rows.sessions(other.id())).isEqualTo(1);
  }

  @Test
  void aPhoneRemovedFirstHasAnsweredNothing() throws Exception {
    String remove = "update app_device set removed_at = now() where account_id = ?";
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Browser browser = asked(person);
    assertThat(
            turns
                .behind(person.id(), remove, answers(phone, phone.request(), number(browser)))
                .status())
        .isEqualTo(404);
    People.Person other = people.bySms();
    Authenticator theirs = phoneOf(other);
    Browser waits = asked(other);
    theirs.approve(theirs.request(), number(waits));
    assertThat(opens(turns.behind(other.id(), remove, takes(waits)))).isFalse();
  }

  /** The fifth consecutive wrong code, in another browser whose code was requested before. */
  private Callable<Browser.Page> fifthWrong(People.Person person, Browser browser) {
    rows.update("update account set wrong_codes = 4 where id = ?", person.id().value());
    return () -> browser.post("/login/app", "code", "000000");
  }

  @Test
  void Rule15_aRedemptionAndAFifthWrongCodeNeverBothSucceed() throws Exception {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Browser stranger = asked(person);
    Browser waits = asked(person);
    phone.approve(phone.request(), number(waits));
    List<Browser.Page> takenFirst =
        turns.inTurn(person.id(), takes(waits), fifthWrong(person, stranger));
    assertThat(opens(takenFirst.getFirst())).isTrue();
    assertThat(rows.isLocked(person.id())).isFalse();
    assertThat(rows.wrongCodes(person.id())).as("the first of a new row").isEqualTo(1);
    assertThat(rows.sessions(person.id())).isEqualTo(2);

    Browser again = asked(person);
    Browser late = asked(person);
    phone.approve(phone.request(), number(late));
    List<Browser.Page> lockedFirst =
        turns.inTurn(person.id(), fifthWrong(person, again), takes(late));
    assertThat(rows.isLocked(person.id())).isTrue();
    assertThat(lockedFirst.getLast().text()).contains("locked");
    assertThat(rows.sessions(person.id())).isEqualTo(2);
  }

  /** Removes the phone in a session recently opened with it; the removal was begun in advance. */
  private Callable<Browser.Page> removes(People.Person person, Authenticator phone) {
    Browser session = asked(person);
    phone.approve(phone.request(), number(session));
    assertThat(opens(session.post("/login/app", "code", ""))).isTrue();
    session.get("/settings/devices");
    session.post("/settings/devices/link/app");
    return () -> session.post("/settings/devices/unlink", "id", phone.device());
  }

  @Test
  void Rule29_redeemingBeforeTheRemovalOpensASessionThatItEndsAndAfterwardsFails()
      throws Exception {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Callable<Browser.Page> removal = removes(person, phone);
    Browser waits = asked(person);
    phone.approve(phone.request(), number(waits));
    Browser tab = waits.copy();
    List<Browser.Page> takenFirst =
        turns.inTurn(person.id(), () -> tab.post("/login/app", "code", ""), removal);
    assertThat(opens(takenFirst.getFirst())).isTrue();
    assertThat(takenFirst.getLast().location()).endsWith("?removed");
    assertThat(tab.get("/settings/sessions").status()).as("the method has changed").isEqualTo(302);
    assertThat(rows.sessions(person.id())).isEqualTo(1);

    People.Person other = people.bySms();
    Authenticator theirs = phoneOf(other);
    Callable<Browser.Page> theirRemoval = removes(other, theirs);
    Browser late = asked(other);
    theirs.approve(theirs.request(), number(late));
    List<Browser.Page> removedFirst = turns.inTurn(other.id(), theirRemoval, takes(late));
    assertThat(removedFirst.getFirst().location()).endsWith("?removed");
    assertThat(opens(removedFirst.getLast())).isFalse();
    assertThat(rows.sessions(other.id())).isEqualTo(1);
  }
}
