package org.sallyport.browser.scenarios.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Keys;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Poll;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;

/**
 * A day at the help desk, from the telephone call to its end: each caller is helped by somebody
 * with the role of the help desk, in a browser alone, on a page of 360 pixels without barriers.
 */
class DeskDayTest extends Scenario {
  private static final String REASON = "called back on the number in the hospital's directory";
  private static final String ACTS = "What you can do";

  @AfterEach
  void takesBackWhatOthersWouldSee() {
    rows.update(
        "update outbox set state = 'failed', ended_at = created_at - interval '2 days', body = null where state = 'waiting' and tries > 0");
    rows.update(
        "update outbox set ended_at = ended_at - interval '2 days' where state = 'failed' and channel = 'sms'");
  }

  private Window desk() {
    Window window = caller(people.helpDesk(), Width.PHONE).comesIn().window();
    assertThat(window.path()).isEqualTo("/admin/desk");
    isWithoutBarriers(window);
    return window;
  }

  private static void isWithoutBarriers(Window window) {
    assertThat(window.barriers()).as(window.path()).isEmpty();
    assertThat(window.scrollsSideways()).as(window.path()).isFalse();
  }

  /** Finds the caller's account by what the caller says, and opens it. */
  private static String looks(Window desk, String said) {
    desk.open("/admin/desk");
    isWithoutBarriers(desk);
    desk.type("Who is calling?", said);
    desk.press("Find");
    isWithoutBarriers(desk);
    desk.followFirst("Dr Person");
    isWithoutBarriers(desk);
    return desk.page().locator("section[aria-labelledby=why] b").innerText();
  }

  /** Does what the page offers beside the sentence. */
  private static void doesWhatIsBeside(Window desk, String act) {
    desk.page().locator("section[aria-labelledby=why] input[name=reason]").fill(REASON);
    desk.press(act);
    isWithoutBarriers(desk);
  }

  /** Opens an act below the sentence and does it. */
  private static void does(Window desk, String act) {
    opens(desk, act);
    confirms(desk);
  }

  private static void opens(Window desk, String act) {
    desk.page().locator("summary", new Page.LocatorOptions().setHasText(act)).click();
    isWithoutBarriers(desk);
  }

  private static void confirms(Window desk) {
    desk.page().locator("details[open] input[name=reason]").fill(REASON);
    desk.press(desk.page().locator("details[open] button"));
    isWithoutBarriers(desk);
  }

  private Caller half(Person person) {
    Caller caller = caller(person, Width.DESK).givesPassword();
    Codes.next(person.phone());
    return caller;
  }

  private void awaitFailedDelivery(Person person, String state) {
    String failing =
        "outbox where failure is not null and id in (select message_id from otp_code where account_id = '"
            + person.id()
            + "') and "
            + state;
    assertThat(Poll.until(Duration.ofSeconds(10), () -> rows.count(failing) > 0)).isTrue();
  }

  @Test
  void one_isLockedAndReadsTheReference() {
    Caller caller = caller(people.byEmail(), Width.DESK).givesPassword();
    caller.answersWrongly(caller.mailedCode(), 5);
    String reference = caller.window().text().replaceAll(".*(L-\\d{4}).*", "$1");
    Window desk = desk();
    assertThat(looks(desk, reference))
        .contains("cannot sign in because wrong code no. 5, typed at", reference);
    doesWhatIsBeside(desk, "Unlock");
    assertThat(desk.text()).contains("Unlocked. The owner is notified.");
    assertThat(Inbox.next(caller.person().email(), it -> it.text().contains("was unlocked")).text())
        .contains("If you did not ask for it");
    clock.turn(Duration.ofSeconds(31));
    assertThat(caller(caller.person(), Width.DESK).comesIn().isIn()).isTrue();
  }

  @Test
  @Tag("long")
  void two_getsNoCodeBecauseOurGatewayRefuses() {
    // Other tests turn the clock, so that a message can have been sent later than now.
    rows.update(
        "update outbox set ended_at = ended_at - interval '30 days' where state = 'sent' and channel = 'sms'");
    Person person = people.bySms();
    for (Person each : new Person[] {people.bySms(), person}) {
      Inbox.answerSms(each.phone(), 503);
      caller(each, Width.DESK).givesPassword();
      awaitFailedDelivery(each, "state = 'failed'");
    }
    Window desk = desk();
    assertThat(looks(desk, person.username()))
        .contains("because our SMS gateway has refused messages since");
    assertThat(desk.text()).contains("Tell the caller that it is our fault.");
  }

  @Test
  @Tag("long")
  void three_getsNoCodeBecauseTheirNumberIsRefused() {
    Person person = people.bySms();
    Inbox.answerSms(person.phone(), 400);
    caller(person, Width.DESK).givesPassword();
    awaitFailedDelivery(person, "state = 'failed'");
    Window desk = desk();
    assertThat(looks(desk, person.phone()))
        .contains("did not get the code sent by SMS to +32")
        .doesNotContain(person.phone().substring(3));
    assertThat(desk.text()).contains("an admin corrects it after an identity check");
  }

  @Test
  @Tag("long")
  void four_getsNoCodeBecauseALimitIsReached() {
    Person person = people.byEmail();
    Caller caller = caller(person, Width.DESK).givesPassword();
    caller.mailedCode();
    rows.update(
        "update account set email_codes_blocked_until = ? where id = ?",
        Timestamp.from(clock.instant().plus(Duration.ofHours(3))),
        person.id().value());
    Window desk = desk();
    assertThat(looks(desk, person.email())).contains("cannot use codes by e-mail until");
    assertThat(desk.text()).contains("gets no further code until");
  }

  @Test
  @Tag("long")
  void five_getsNoCodeBecauseItGoesToAnotherNumber() {
    Person person = people.bySms();
    half(person);
    Window desk = desk();
    String masked = person.phone().substring(person.phone().length() - 2);
    assertThat(looks(desk, person.username()))
        .contains("has not entered the code that was sent by SMS to", masked)
        .doesNotContain(person.phone());
    assertThat(desk.text()).contains("Ask which two characters the message shows");
    assertThat(desk.named(AriaRole.BUTTON)).noneMatch(it -> it.contains("number"));
  }

  @Test
  @Tag("long")
  void six_hasANewPhoneAndTakesAnotherWay() {
    Person person = people.byEmail();
    rows.update(
        "update account set method = 'totp', linked_methods = '{totp}' where id = ?",
        person.id().value());
    Caller caller = caller(person, Width.DESK).givesPassword();
    Window desk = desk();
    assertThat(looks(desk, person.username()))
        .contains("gave the right password", "has not answered with the second factor");
    assertThat(desk.text()).contains("uses another way on the page");
    caller.window().follow("Use another way");
    caller.window().tick("One-Time-Password by e-mail");
    caller.window().press("Continue");
    caller.answers(caller.mailedCode());
    assertThat(caller.isIn()).isTrue();
  }

  @Test
  void seven_lostEverythingWithTheNumberAndTwoAdminsConfirm() {
    Person person = people.bySms();
    Window desk = desk();
    looks(desk, person.username());
    opens(desk, "Start a reset");
    desk.tick("The mobile number is lost too. Remove it with the reset.");
    confirms(desk);
    assertThat(desk.text()).contains("The reset is requested", "waits for a reset");
    for (String said :
        new String[] {"A second admin must confirm it too", "Confirmed. The owner"}) {
      Window admin = caller(people.admin(), Width.PHONE).comesIn().window();
      admin.open("/admin/resets");
      isWithoutBarriers(admin);
      assertThat(admin.text()).contains("is removed too");
      admin.press("Confirm the reset of " + person.username());
      assertThat(admin.text()).contains(said);
    }
    Window caller = caller(person, Width.DESK).givesPassword().window();
    assertThat(caller.heading()).isEqualTo("Choose your two-factor method");
    caller.page().getByText("Sallyport Authenticator app").first().click();
    caller.press("Continue");
    assertThat(caller.text()).as("the code before the new phone").contains("by e-mail to");
  }

  @Test
  void eight_cannotSeeAStudy() {
    Person person = people.byEmail();
    assertThat(looks(desk(), person.username()))
        .contains("can sign in but sees no studies, because the account has no number");
  }

  @Test
  @Tag("long")
  void nine_wasNeverActivatedAndGetsTheInvitationAgain() {
    Person person = people.undecided();
    rows.update("update account set password_hash = null where id = ?", person.id().value());
    Window desk = desk();
    assertThat(looks(desk, person.email())).contains("the account was never activated");
    desk.press("Send the invitation again");
    isWithoutBarriers(desk);
    assertThat(desk.text()).contains("The invitation is sent.");
    assertThat(Inbox.next(person.email()).text()).contains("/activate");
  }

  @Test
  @Tag("long")
  void ten_isDisabledAndTheDeskCannotEnableThem() {
    Person person = people.byEmail();
    rows.update(
        "update account set disabled_at = ? where id = ?",
        Timestamp.from(clock.instant()),
        person.id().value());
    Window desk = desk();
    assertThat(looks(desk, person.username())).contains("disabled the account");
    assertThat(desk.text()).contains("only an admin can enable it");
    assertThat(desk.named(AriaRole.BUTTON)).noneMatch(it -> it.contains("Enable"));
  }

  @Test
  void eleven_doesNotExist() {
    Window desk = desk();
    desk.type("Who is calling?", "Dr Nobody Atall");
    desk.press("Find");
    isWithoutBarriers(desk);
    assertThat(desk.text())
        .contains("No account matches “Dr Nobody Atall”", "Tell the caller no more");
  }

  @Test
  void twelve_isAnAttackerWhoPosesAsAPhysician() {
    Person victim = people.bySms();
    Window desk = desk();
    looks(desk, victim.username());
    assertThat(desk.text())
        .contains("Call back on a number from the hospital’s own directory")
        .doesNotContain(victim.phone(), victim.email(), victim.phone().substring(3));
    does(desk, "Unlock");
    assertThat(desk.status()).isEqualTo(409);
    assertThat(desk.text()).contains("The account was not locked. Nothing was changed.");
    does(desk, "Start a reset");
    assertThat(Inbox.next(victim.phone()).text()).contains("reset");
    desk.open("/admin/resets");
    assertThat(desk.status()).as("the help desk confirms none").isEqualTo(403);
    Window admin = caller(people.admin(), Width.DESK).comesIn().window();
    admin.open("/admin/resets");
    admin.press("Cancel the reset of " + victim.username());
    assertThat(admin.text()).contains("Cancelled.");
    assertThat(caller(victim, Width.DESK).givesPassword().window().path()).isEqualTo("/login/code");
  }

  @Test
  void thirteen_signedInOnAStolenComputer() {
    Person person = people.byEmail();
    Caller stolen = caller(person, Width.DESK).comesIn();
    Window desk = desk();
    looks(desk, person.username());
    does(desk, "End sessions and forget browsers");
    stolen.window().open("/studies");
    assertThat(stolen.window().path()).isEqualTo("/login");
  }

  @Test
  void worksByTheKeyboardAlone() {
    Person person = people.byEmail();
    rows.update(
        "update account set locked_at = ?, lock_reference = 'L-0042', wrong_codes = 5 where id = ?",
        Timestamp.from(clock.instant()),
        person.id().value());
    Window desk = desk();
    Keys keys = new Keys(desk);
    keys.tabTo("Who is calling?");
    keys.type(person.username());
    keys.go("Enter");
    keys.tabTo(desk.page().locator("ul.rows a").first().innerText());
    keys.go("Enter");
    keys.tabTo("Reason");
    keys.type(REASON);
    keys.go("Enter");
    assertThat(desk.text()).contains("Unlocked.");
    assertThat(desk.faultsOfFocus()).isEmpty();
    assertThat(desk.text()).contains(ACTS);
  }

  @Test
  @Tag("long")
  void confirmsAfterAQuarterOfAnHourAndIsBackOnTheAccount() {
    Person helper = people.helpDesk();
    Caller caller = caller(helper, Width.PHONE).comesIn();
    Window desk = caller.window();
    Person person = people.byEmail();
    looks(desk, person.username());
    String page = desk.path();
    clock.turn(Duration.ofMinutes(16));
    desk.reload();
    assertThat(desk.heading()).isEqualTo("Confirm that it is you");
    isWithoutBarriers(desk);
    desk.press("Confirm that it is you");
    caller.answers(caller.mailedCode());
    assertThat(desk.path()).isEqualTo(page);
  }
}
