package org.sallyport.gate.secondfactor.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.phone.AppPhone;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Approval on a phone, over HTTP: sign-in, step-up, and the attacks of group E. */
@SallyportTest
@TestPropertySource(properties = "apart=yes")
class PhoneApprovalTest {
  private static final Pattern NUMBER = Pattern.compile("Your number is ([0-9 ]+)<");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired LockQueue turns;

  private Browser in(People.Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    assertThat(browser.post("/login/code", "code", Codes.next(person.phone())).status())
        .isEqualTo(302);
    return browser;
  }

  /** The phone of an account whose method is approval on a phone. */
  private Authenticator phoneOf(People.Person person) {
    return Authenticator.link(in(person), port, clock, "usual", "yes");
  }

  private Browser asked(People.Person person) {
    Browser browser = new Browser(port);
    Browser.Page page = browser.signIn(person.username(), People.PASSWORD);
    assertThat(page.text()).contains("Open Sallyport Authenticator and enter this number");
    assertThat(page.body()).as("two digits are typed in no time").doesNotContain("qr__dark");
    return browser;
  }

  private static String number(Browser browser) {
    return number(browser.get("/login/app"));
  }

  private static String number(Browser.Page page) {
    Matcher number = NUMBER.matcher(page.body());
    assertThat(number.find()).as(page.text()).isTrue();
    return number.group(1).replace(" ", "");
  }

  private static String wrong(String number) {
    return number.equals("11") ? "22" : "11";
  }

  private static Browser.Page go(Browser browser) {
    return browser.post("/login/app", "code", "");
  }

  private static boolean opens(Browser.Page page) {
    return page.status() == 302 && page.location().endsWith("/studies");
  }

  private static CompletableFuture<Browser.Page> waiting(Browser browser) {
    Browser tab = browser.copy();
    return CompletableFuture.supplyAsync(() -> tab.get("/login/app/wait"));
  }

  @Test
  void Rule28_noSecretOfCodesIsGivenWhileTheAccountIsLocked() {
    People.Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    rows.update("update account set locked_at = created_at where id = ?", person.id().value());
    assertThat(phone.signed("GET", "/app/api/code-secret", "").status()).isEqualTo(404);
    rows.update("update account set locked_at = null where id = ?", person.id().value());
    assertThat(phone.signed("GET", "/app/api/code-secret", "").status()).isEqualTo(200);
  }

  @Nested
  class SigningIn {
    @Test
    void theNumberOfThePageTypedOnThePhoneIsTheSecondFactor() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      assertThat(phone.requests()).isEmpty();
      Browser browser = asked(person);
      JsonNode request = phone.request();
      assertThat(request.get("username").asString()).isEqualTo(person.username());
      assertThat(request.get("browser").asString()).isEqualTo("Firefox 145 on Windows");
      assertThat(request.get("address").asString()).isEqualTo("127.0.0.1");
      assertThat(request.get("digits").asInt()).isEqualTo(2);
      assertThat(request.toString()).doesNotContain("number");
      assertThat(go(browser).text()).contains("Your phone has not answered yet.");
      assertThat(phone.approve(request, number(browser)).state()).isEqualTo("approved");
      assertThat(browser.get("/login/app").text()).contains("Approved on your phone");
      assertThat(rows.sessions(person.id())).isEqualTo(1);
      Browser.Page in = go(browser);
      assertThat(opens(in)).isTrue();
      assertThat(browser.cookie("__Host-sid")).isNotEmpty();
      assertThat(browser.cookie("__Host-rb")).isEmpty();
      assertThat(phone.requests()).isEmpty();
      assertThat(rows.events(person.id(), "AppEvent.Approved")).isEqualTo(1);
      assertThat(browser.get("/settings/devices").text()).contains("Pixel 9");
    }

    @Test
    void thePageContinuesAutomaticallyWhenThePhoneHasAnswered() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      CompletableFuture<Browser.Page> page = waiting(browser);
      assertThat(page).isNotDone();
      phone.approve(phone.request(), number(browser));
      assertThat(page.join().body()).isEqualTo("settled");
      assertThat(waiting(browser).join().body()).isEqualTo("settled");
    }

    @Test
    void thePageGoesOnWhenTheTimeIsUpAndAskingAgainIsANewQuestion() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      JsonNode request = phone.request();
      String number = number(browser);
      CompletableFuture<Browser.Page> page = waiting(browser);
      clock.turn(Duration.ofSeconds(90));
      assertThat(page.join().body()).isEqualTo("settled");
      assertThat(phone.approve(request, number).status()).isEqualTo(410);
      Browser.Page late = go(browser);
      assertThat(late.status()).isEqualTo(422);
      assertThat(late.text()).contains("Nobody answered in time.");
      assertThat(browser.post("/login/app/resend").location()).endsWith("/login/app");
      assertThat(phone.request().get("id")).isNotEqualTo(request.get("id"));
    }

    @Test
    void anUnusedApprovalExpires() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      phone.approve(phone.request(), number(browser));
      clock.turn(Duration.ofSeconds(90));
      assertThat(opens(go(browser))).isFalse();
    }

    @Test
    void anApprovalIsTakenOnce() throws Exception {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      phone.approve(phone.request(), number(browser));
      Browser tab = browser.copy();
      List<Browser.Page> pages = turns.inTurn(person.id(), () -> go(browser), () -> go(tab));
      assertThat(pages.stream().filter(PhoneApprovalTest::opens)).hasSize(1);
      assertThat(rows.sessions(person.id())).isEqualTo(2);
    }

    @Test
    void aCodeOfTheAppWillDoAtEitherAddress() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      AppPhone codes = phone.codes();
      Browser browser = asked(person);
      assertThat(browser.get("/login/app").text()).contains("Or type a code from the app");
      assertThat(browser.post("/login/app", "code", Codes.wrong(codes.code())).text())
          .contains("4 tries left");
      assertThat(opens(browser.post("/login/app", "code", codes.code()))).isTrue();
      clock.turn(Duration.ofSeconds(30));
      Browser other = asked(person);
      assertThat(opens(other.post("/login/code", "code", codes.code()))).isTrue();
      assertThat(rows.wrongCodes(person.id())).isZero();
    }

    @Test
    void Rule19_theBoxIsOfferedAndRemembersTheBrowserThatAsked() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      assertThat(browser.get("/login/app").text()).contains("Remember this browser for 30 days");
      phone.approve(phone.request(), number(browser));
      assertThat(opens(browser.post("/login/app", "code", "", "remember", "yes"))).isTrue();
      assertThat(browser.cookie("__Host-rb")).isNotEmpty();
      browser.get("/studies");
      browser.post("/logout");
      assertThat(opens(loggedIn(browser, person))).isTrue();
      assertThat(phone.requests()).isEmpty();
    }

    private Browser.Page loggedIn(Browser browser, People.Person person) {
      browser.get("/login");
      return browser.post("/login", "username", person.username(), "password", People.PASSWORD);
    }

    @Test
    void Rule12_anApprovalSetsTheCounterToZero() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      AppPhone codes = phone.codes();
      Browser browser = asked(person);
      browser.post("/login/app", "code", Codes.wrong(codes.code()));
      assertThat(rows.wrongCodes(person.id())).isEqualTo(1);
      phone.approve(phone.request(), number(browser));
      assertThat(opens(go(browser))).isTrue();
      assertThat(rows.wrongCodes(person.id())).isZero();
    }

    @Test
    void Rule30_anotherWayIsOfferedAndTheQuestionStaysItsOwn() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      browser.get("/login/another-way");
      assertThat(browser.post("/login/another-way", "method", "sms").location())
          .endsWith("/login/code");
      browser.get("/login/code");
      assertThat(opens(browser.post("/login/code", "code", Codes.next(person.phone())))).isTrue();
      assertThat(phone.requests()).isEmpty();
    }
  }

  @Nested
  class Rule15_LockedAndDisabled {
    private void lock(People.Person person) {
      rows.update(
          "update account set locked_at = now(), lock_reference = 'L-1' where id = ?",
          person.id().value());
    }

    @Test
    void isAskedNothingAtTheStart() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      lock(person);
      Browser browser = new Browser(port);
      assertThat(browser.signIn(person.username(), People.PASSWORD).text()).contains("locked");
      assertThat(phone.requests()).isEmpty();
    }

    @Test
    void isRefusedAtTheAnswer() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      JsonNode request = phone.request();
      String number = number(browser);
      lock(person);
      assertThat(phone.requests()).isEmpty();
      assertThat(phone.approve(request, number).status()).isEqualTo(410);
    }

    @Test
    void isRefusedWhenTheSessionIsToBeMade() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      phone.approve(phone.request(), number(browser));
      lock(person);
      assertThat(go(browser).text()).contains("Your account is locked");
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void aDisabledOneIsRefusedAtTheAnswerAndAtTheSession() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      JsonNode request = phone.request();
      String number = number(browser);
      phone.approve(request, number);
      rows.update("update account set disabled_at = now() where id = ?", person.id().value());
      assertThat(opens(go(browser))).isFalse();
      assertThat(phone.approve(request, number).status()).isEqualTo(403);
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }
  }

  @Nested
  class Rule28_StepUp {
    @Test
    void isAskedOnThePhoneToo() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Authenticator phone = Authenticator.link(browser, port, clock);
      clock.turn(Duration.ofMinutes(5));
      browser.get("/settings/account");
      assertThat(browser.post("/settings/begin", "change", "phone").location())
          .endsWith("/settings/confirm");
      Browser.Page page = browser.get("/settings/confirm");
      assertThat(page.text()).contains("Confirm that it is you").doesNotContain("Remember this");
      assertThat(phone.approve(phone.request(), number(page)).state()).isEqualTo("approved");
      assertThat(browser.get("/settings/confirm/wait").body()).isEqualTo("settled");
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "code", "").location())
          .endsWith("/settings/phone");
    }

    /** A session in which a change waits for the phone. */
    private record Waiting(People.Person person, Browser browser, Authenticator phone) {
      /** The page, which does not take the change for a sign-in. */
      String text() {
        String text = browser.get("/settings/confirm").text();
        assertThat(text).doesNotContain("This sign-in", "newer sign-in", "have signed in another");
        return text;
      }
    }

    private Waiting waitingFor(String change) {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Authenticator phone = Authenticator.link(browser, port, clock);
      clock.turn(Duration.ofMinutes(5));
      browser.get("/settings/account");
      assertThat(browser.post("/settings/begin", "change", change).location())
          .endsWith("/settings/confirm");
      Waiting waiting = new Waiting(person, browser, phone);
      assertThat(waiting.text()).contains("Your number is");
      return waiting;
    }

    @Test
    void saysOfADeniedOneThatNothingWasChanged() {
      Waiting change = waitingFor("phone");
      assertThat(change.phone().deny(change.phone().request()).state()).isEqualTo("denied");
      assertThat(change.text())
          .contains("This change was denied on your phone. Nothing was changed.");
    }

    @Test
    void saysOfADeniedConfirmationThatNothingWasDone() {
      Waiting sharing = waitingFor("sharing");
      sharing.phone().deny(sharing.phone().request());
      assertThat(sharing.text())
          .contains("This confirmation was denied on your phone. Nothing was done.")
          .doesNotContain("Nothing was changed.");
    }

    @Test
    void saysOfALateOneThatNothingWasChanged() {
      Waiting change = waitingFor("phone");
      clock.turn(Duration.ofSeconds(90));
      assertThat(change.text()).contains("Nobody answered in time. Nothing was changed.");
      assertThat(change.browser().post("/settings/confirm", "code", "").text())
          .contains("Nobody answered in time. Nothing was changed.");
    }

    @Test
    void saysOfThreeWrongNumbersThatNothingWasChanged() {
      Waiting change = waitingFor("phone");
      String number = number(change.browser().get("/settings/confirm"));
      JsonNode request = change.phone().request();
      for (int i = 0; i < 3; i++) {
        change.phone().approve(request, wrong(number));
      }
      assertThat(change.text())
          .contains("Three wrong numbers were entered on your phone, so this request is over.")
          .contains("Nothing was changed.");
    }

    @Test
    void saysOfAReplacedOneThatNothingWasChanged() {
      Waiting change = waitingFor("phone");
      rows.update("update account set method = 'app' where id = ?", change.person().id().value());
      asked(change.person());
      assertThat(change.text())
          .contains("Another sign-in to your account has sent a newer request to your phone")
          .contains("Nothing was changed.");
    }

    @Test
    void saysOfAnApprovalByAPhoneThatWasRemovedThatItIsNotAccepted() {
      Waiting change = waitingFor("phone");
      String number = number(change.browser().get("/settings/confirm"));
      assertThat(change.phone().approve(change.phone().request(), number).state())
          .isEqualTo("approved");
      assertThat(change.text()).contains("Press Continue.");
      rows.update(
          "update app_device set removed_at = now() where account_id = ?",
          change.person().id().value());
      assertThat(change.text())
          .contains("The phone that approved this has since been removed")
          .contains("Nothing was changed.")
          .doesNotContain("Press Continue.");
      change.browser().post("/settings/confirm/resend");
      assertThat(rows.events(change.person().id(), "AppEvent.ApprovalRequested")).isEqualTo(2);
    }

    @Test
    void E01_saysWhenThePhoneIsAskedAgainAndTellsTheOwner() {
      Waiting change = waitingFor("phone");
      for (int i = 0; i < 3; i++) {
        clock.turn(Duration.ofSeconds(90));
        change.browser().get("/settings/confirm");
        change.browser().post("/settings/confirm/resend");
      }
      assertThat(rows.events(change.person().id(), "AppEvent.ApprovalRequested")).isEqualTo(3);
      assertThat(change.text())
          .contains("so no more are sent until you have confirmed")
          .contains("end your other sessions");
      assertThat(
              Inbox.next(
                      change.person().email(),
                      it -> String.valueOf(it.subject()).contains("confirm something in Sallyport"))
                  .text())
          .contains("changes or other actions", "Someone uses one of your sessions");
    }

    @Test
    void G05_thisWasntMeEndsTheSessionAndItsChange() {
      Waiting change = waitingFor("phone");
      assertThat(change.phone().notMe(change.phone().request()).state()).isEqualTo("denied");
      assertThat(change.browser().get("/settings/confirm").location()).endsWith("/login");
      assertThat(rows.sessions(change.person().id())).isZero();
    }

    @Test
    void anApprovalOfASignInConfirmsNoChange() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Authenticator phone = Authenticator.link(browser, port, clock, "usual", "yes");
      clock.turn(Duration.ofMinutes(5));
      Browser other = asked(person);
      phone.approve(phone.request(), number(other));
      browser.get("/settings/account");
      browser.post("/settings/begin", "change", "phone");
      browser.get("/settings/confirm");
      assertThat(browser.post("/settings/confirm", "code", "").status()).isEqualTo(422);
      assertThat(opens(go(other))).isTrue();
    }

    @Test
    void C10_anOldSessionBeginsNoChangeOfPhones() {
      People.Person person = people.bySms();
      Browser browser = in(person);
      Authenticator phone = Authenticator.link(browser, port, clock);
      clock.turn(Duration.ofMinutes(5));
      browser.get("/settings/devices");
      assertThat(browser.post("/settings/devices/link/app").location())
          .endsWith("/settings/confirm");
      assertThat(browser.post("/settings/devices/unlink", "id", phone.device()).location())
          .endsWith("/settings/confirm");
      assertThat(
              browser.post("/settings/devices/link/app/confirm", "code", phone.device()).status())
          .isEqualTo(403);
      assertThat(phone.me().state()).isEqualTo("linked");
    }

    @Test
    void G06_aRememberedBrowserIsAskedOnThePhoneForAChange() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      phone.approve(phone.request(), number(browser));
      browser.post("/login/app", "code", "", "remember", "yes");
      browser.get("/studies");
      browser.post("/logout");
      browser.get("/login");
      browser.post("/login", "username", person.username(), "password", People.PASSWORD);
      browser.get("/settings/account");
      assertThat(browser.post("/settings/begin", "change", "method").location())
          .endsWith("/settings/confirm");
      assertThat(phone.requests()).hasSize(1);
    }
  }

  @Nested
  class DenyingAndReporting {
    @Test
    void aDeniedRequestDoesNotSignInAndThePageSaysSo() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      CompletableFuture<Browser.Page> page = waiting(browser);
      JsonNode request = phone.request();
      assertThat(phone.deny(request).state()).isEqualTo("denied");
      assertThat(page.join().body()).isEqualTo("settled");
      assertThat(go(browser).text()).contains("This sign-in was denied on your phone.");
      assertThat(phone.approve(request, "11").status()).isEqualTo(410);
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void G05_thisWasntMeEndsTheAttemptAndRememberedBrowsersAndTellsOwnerAndAdmins() {
      People.Person admin = people.admin();
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser own = asked(person);
      phone.approve(phone.request(), number(own));
      own.post("/login/app", "code", "", "remember", "yes");
      Browser attacker = asked(person);
      CompletableFuture<Browser.Page> page = waiting(attacker);
      assertThat(phone.notMe(phone.request()).state()).isEqualTo("denied");
      // A page that starts waiting now gets no event: its attempt is over.
      assertThat(page.join().body()).isIn("settled", "");
      assertThat(attacker.get("/login/app").location()).endsWith("/login");
      assertThat(go(attacker).location()).endsWith("/login");
      assertThat(
              rows.query(
                  "select 1 from trusted_browser where account_id = ? and ended_at is null",
                  person.id().value()))
          .isEmpty();
      assertThat(own.get("/settings/account").status()).isEqualTo(200);
      assertThat(
              Inbox.next(person.email(), it -> String.valueOf(it.subject()).contains("reported"))
                  .text())
          .contains("change your password");
      assertThat(
              Inbox.next(admin.email(), it -> String.valueOf(it.subject()).contains("reported"))
                  .text())
          .contains(person.username());
      assertThat(own.get("/settings/history").text())
          .contains("You reported this", "Denied on your phone");
    }

    @Test
    void Rule9_thisWasntMeMakesEveryBrowserNewToTheAccount() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser known = asked(person);
      phone.approve(phone.request(), number(known));
      assertThat(opens(go(known))).isTrue();
      known.setCookie("__Host-sid", "");
      asked(person);
      phone.notMe(phone.request());
      known.signIn(person.username(), People.PASSWORD);
      assertThat(
              rows.query(
                  "select 1 from sign_in where account_id = ? and known_browser is not null",
                  person.id().value()))
          .isEmpty();
    }
  }

  /** Confirms with the second factor again, on a phone. */
  private void confirm(Browser browser, Authenticator phone) {
    Browser.Page page = browser.get("/settings/confirm");
    phone.approve(phone.request(), number(page));
    browser.get("/settings/confirm");
    assertThat(browser.post("/settings/confirm", "code", "").status()).isEqualTo(302);
  }

  @Nested
  class Attacks {
    @Test
    void E01_aBombedPhoneIsAskedThreeTimesAndTheOwnerIsNotifiedOnce() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      for (int i = 0; i < 20; i++) {
        new Browser(port).signIn(person.username(), People.PASSWORD);
        assertThat(phone.requests()).hasSizeLessThan(2);
        clock.turn(Duration.ofSeconds(6));
      }
      assertThat(rows.events(person.id(), "AppEvent.ApprovalRequested")).isEqualTo(3);
      Browser browser = new Browser(port);
      Browser.Page page = browser.signIn(person.username(), People.PASSWORD);
      assertThat(page.text()).contains("so no more are sent").contains("Use another way");
      assertThat(page.text()).contains("change it");
      browser.post("/login/app/resend");
      assertThat(rows.events(person.id(), "AppEvent.ApprovalRequested")).isEqualTo(3);
      assertThat(
              Inbox.next(
                      person.email(),
                      it -> String.valueOf(it.subject()).contains("asked too often"))
                  .text())
          .contains("change your password");
      assertThat(Inbox.left(person.email()))
          .noneMatch(it -> String.valueOf(it.subject()).contains("asked too often"));
      browser.get("/login/another-way");
      browser.post("/login/another-way", "method", "sms");
      browser.get("/login/code");
      assertThat(opens(browser.post("/login/code", "code", Codes.next(person.phone())))).isTrue();
      asked(person);
    }

    @Test
    void E01_Rule9_aStrangerUsesUpNoneOfTheQuestionsOfTheOwnersBrowser() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser known = asked(person);
      phone.approve(phone.request(), number(known));
      assertThat(opens(go(known))).isTrue();
      known.setCookie("__Host-sid", "");
      for (int i = 0; i < 5; i++) {
        new Browser(port).signIn(person.username(), People.PASSWORD);
      }
      assertThat(rows.events(person.id(), "AppEvent.ApprovalRequested")).isEqualTo(1 + 3);
      for (int i = 0; i < 5; i++) {
        known.copy().signIn(person.username(), People.PASSWORD);
      }
      assertThat(rows.events(person.id(), "AppEvent.ApprovalRequested")).isEqualTo(1 + 3 + 3);
      Browser own = known.copy();
      assertThat(own.signIn(person.username(), People.PASSWORD).text())
          .contains("so no more are sent");
      rows.update(
          "update app_request set unanswered = false where id in (select r.id from app_request r"
              + " join sign_in s on s.id = r.sign_in_id where s.known_browser is not null)");
      own.signIn(person.username(), People.PASSWORD);
      phone.approve(phone.request(), number(own));
      assertThat(opens(go(own))).isTrue();
    }

    @Test
    void E02_withoutTheNumberNothingIsApprovedAndTheThirdWrongOneEndsIt() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      JsonNode request = phone.request();
      String number = number(browser);
      for (String none : new String[] {"", "1", "123", "1a", "٤٧", "[]"}) {
        assertThat(phone.approve(request, none).status()).as(none).isEqualTo(422);
      }
      assertThat(phone.answer(request, "approve", null).status()).isEqualTo(422);
      assertThat(phone.answer(request, "open", number).status()).isEqualTo(422);
      Authenticator.Answer first = phone.approve(request, wrong(number));
      assertThat(first.status()).isEqualTo(422);
      assertThat(first.json().get("left").asInt()).isEqualTo(2);
      phone.approve(request, wrong(number));
      assertThat(phone.approve(request, wrong(number)).json().get("left").asInt()).isZero();
      assertThat(phone.approve(request, number).status()).isEqualTo(410);
      for (int i = 0; i < 100; i++) {
        phone.approve(request, String.format(Locale.ROOT, "%02d", i));
      }
      assertThat(opens(go(browser))).isFalse();
      assertThat(go(browser).text()).contains("Three wrong numbers");
      assertThat(rows.events(person.id(), "AppEvent.WrongNumber")).isEqualTo(3);
      assertThat(rows.wrongCodes(person.id())).isZero();
    }

    @Test
    void E02_threeRequestsAreAllThatAStolenPhoneCanGuessAt() {
      People.Person person = people.bySms();
      Authenticator thief = phoneOf(person);
      int compared = 0;
      for (int i = 0; i < 6; i++) {
        Browser browser = new Browser(port);
        Browser.Page page = browser.signIn(person.username(), People.PASSWORD);
        for (JsonNode request : thief.requests()) {
          String number = number(page);
          while (thief.approve(request, wrong(number)).status() == 422) {
            compared++;
          }
        }
      }
      assertThat(compared).isEqualTo(9);
    }

    @Test
    void E02_parallelNumbersAreComparedThreeTimesAtMost() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      JsonNode request = phone.request();
      String number = number(browser);
      List<CompletableFuture<Authenticator.Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        answers.add(CompletableFuture.supplyAsync(() -> phone.approve(request, wrong(number))));
      }
      answers.forEach(CompletableFuture::join);
      assertThat(rows.events(person.id(), "AppEvent.WrongNumber")).isEqualTo(3);
    }

    @Test
    void E03_theNumberOfOneAttemptOpensNoOther() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser own = asked(person);
      String ownNumber = number(own);
      JsonNode ownRequest = phone.request();
      Browser attacker =
          new Browser(port, "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/144.0");
      attacker.signIn(person.username(), People.PASSWORD);
      JsonNode shown = phone.request();
      assertThat(shown.get("browser").asString()).isEqualTo("Firefox 144 on Linux");
      String attackersNumber = number(attacker);
      assertThat(phone.approve(ownRequest, attackersNumber).status()).isEqualTo(410);
      assertThat(phone.approve(ownRequest, ownNumber).status()).isEqualTo(410);
      assertThat(go(own).text())
          .contains("Another sign-in to your account has sent a newer request to your phone");
      assertThat(opens(go(own))).isFalse();
      assertThat(opens(go(attacker))).isFalse();
      assertThat(rows.sessions(person.id())).isEqualTo(1);
    }

    @Test
    void E04_onlyALinkedPhoneOfTheAccountAnswersAndTheOwnerHearsOfARemovedOne() {
      People.Person person = people.bySms();
      Browser settings = in(person);
      Authenticator removed = Authenticator.link(settings, port, clock, "usual", "yes");
      settings.get("/settings/devices");
      settings.post("/settings/devices/link/app");
      confirm(settings, removed);
      Authenticator right = Authenticator.link(settings, port, clock);
      settings.get("/settings/devices");
      settings.post("/settings/devices/unlink", "id", removed.device());
      Authenticator foreign = phoneOf(people.bySms());
      Browser browser = asked(person);
      String number = number(browser);
      JsonNode request = right.request();
      assertThat(removed.requests404()).isEqualTo(404);
      assertThat(removed.approve(request, number).status()).isEqualTo(404);
      assertThat(foreign.approve(request, number).status()).isEqualTo(404);
      String path = "/app/api/requests/" + request.get("id").asString();
      assertThat(
              foreign
                  .send(
                      "POST",
                      path,
                      "{\"decision\":\"approve\",\"number\":\""
                          + number
                          + "\",\"signature\":\"AA\"}")
                  .status())
          .isEqualTo(404);
      assertThat(
              right
                  .signed(
                      "POST",
                      path,
                      "{\"decision\":\"approve\",\"number\":\""
                          + number
                          + "\",\"signature\":\"AA\"}")
                  .status())
          .isEqualTo(404);
      assertThat(opens(go(browser))).isFalse();
      assertThat(rows.events(person.id(), "AppEvent.RemovedPhoneAnswered")).isEqualTo(1);
      assertThat(
              Inbox.next(
                      person.email(), it -> String.valueOf(it.subject()).contains("removed phone"))
                  .text())
          .contains("Its answer was not accepted");
      assertThat(right.approve(request, number).state()).isEqualTo("approved");
      assertThat(opens(go(browser))).isTrue();
    }

    @Test
    void E04_aReplayedAnswerIsWorthNothing() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      JsonNode first = phone.request();
      var answer = phone.answerCall(first, "approve", number(browser));
      assertThat(Authenticator.send(answer).state()).isEqualTo("approved");
      assertThat(opens(go(browser))).isTrue();
      Browser attacker = asked(person);
      assertThat(Authenticator.send(answer).status()).isEqualTo(410);
      assertThat(opens(go(attacker))).isFalse();
    }

    @Test
    void E04_aPhoneThatIsRemovedMeanwhileHasApprovedNothing() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      phone.approve(phone.request(), number(browser));
      rows.update(
          "update app_device set removed_at = now() where account_id = ?", person.id().value());
      assertThat(opens(go(browser))).isFalse();
      assertThat(go(browser).text())
          .contains("The phone that approved this has since been removed")
          .doesNotContain("Nothing was changed.");
    }

    @Test
    void E06_onlyTheBrowserThatAskedGetsTheResult() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser victim = asked(person);
      JsonNode request = phone.request();
      String id = request.get("id").asString();
      String number = number(victim);
      Browser stranger = new Browser(port);
      stranger.get("/login");
      assertThat(stranger.get("/login/app/wait?id=" + id).location()).endsWith("/login");
      People.Person other = people.bySms();
      phoneOf(other);
      Browser attacker = asked(other);
      CompletableFuture<Browser.Page> hijack =
          CompletableFuture.supplyAsync(() -> attacker.copy().get("/login/app/wait?id=" + id));
      phone.approve(request, number);
      Browser.Page own = victim.copy().get("/login/app/wait");
      assertThat(own.body()).isEqualTo("settled");
      assertThat(own.response().headers().allValues("Set-Cookie")).isEmpty();
      assertThat(opens(attacker.post("/login/app", "code", "", "id", id))).isFalse();
      assertThat(opens(stranger.post("/login/app", "code", "", "id", id))).isFalse();
      assertThat(rows.sessions(person.id())).isEqualTo(1);
      assertThat(opens(go(victim))).isTrue();
      hijack.cancel(true);
    }
  }

  @Nested
  class Streams {
    @Test
    void anOpenAppIsNotifiedAtOnceAndWhenItIsOver() throws Exception {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      try (Authenticator.Stream stream = phone.stream()) {
        assertThat(stream.next()).isEmpty();
        Browser browser = asked(person);
        List<JsonNode> requests = stream.next();
        assertThat(requests).hasSize(1);
        phone.approve(requests.getFirst(), number(browser));
        assertThat(stream.next()).isEmpty();
      }
      assertThat(phone.send("GET", "/app/api/events", "").status()).isEqualTo(404);
    }

    @Test
    void Rule34_endsWithTheLinkOfItsPhone() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      try (Authenticator.Stream stream = phone.stream()) {
        assertThat(stream.next()).isEmpty();
        rows.update(
            "update app_device set removed_at = now() where account_id = ?", person.id().value());
        assertThat(Poll.until(Duration.ofSeconds(10), stream::ended)).isTrue();
      }
      assertThat(phone.signed("GET", "/app/api/events", "").status()).isEqualTo(404);
    }

    @Test
    void Rule34_endsWithItsAccountWhosePhoneIsToldNothingAnyMoreUntilItIsEnabled() {
      People.Person person = people.bySms();
      Authenticator phone = phoneOf(person);
      Browser browser = asked(person);
      try (Authenticator.Stream stream = phone.stream()) {
        assertThat(stream.next()).hasSize(1);
        rows.update("update account set disabled_at = now() where id = ?", person.id().value());
        assertThat(Poll.until(Duration.ofSeconds(10), stream::ended)).isTrue();
      }
      for (String path : List.of("events", "requests", "me", "code-secret")) {
        Authenticator.Answer answer = phone.signed("GET", "/app/api/" + path, "");
        assertThat(answer.status()).as(path).isEqualTo(403);
        assertThat(answer.body()).as(path).isEqualTo("{\"state\":\"disabled\"}");
      }
      assertThat(browser.get("/login/app/wait").location()).endsWith("/login");
      rows.update("update account set disabled_at = null where id = ?", person.id().value());
      assertThat(phone.signed("GET", "/app/api/me", "").status()).isEqualTo(200);
    }
  }
}
