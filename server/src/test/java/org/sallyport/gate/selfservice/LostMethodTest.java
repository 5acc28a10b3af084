package org.sallyport.gate.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AppEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.DeviceId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.staff.admin.CommandsBeside;
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
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rule 28: a method reported as lost is replaced by the next one plus a delay of 24 hours, with a
 * notice to every address.
 */
@SallyportTest
class LostMethodTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired DueChanges due;
  @Autowired Disabling disabling;
  @Autowired DelayedChanges changes;
  @Autowired Accounts accounts;
  @Autowired SignIns signIns;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;
  @Autowired Environment settings;

  People.Person person;
  String number;

  @BeforeEach
  void somebodyWhoseOldNumberIsGone() {
    person = people.bySms();
    number = person.phone().replace("+32470", "+32476");
  }

  /** Signs in by e-mail, since messages to the number are no longer read. */
  private Browser inByEmail() {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    Codes.next(person.phone());
    clock.turn(Duration.ofSeconds(30));
    browser.follow(browser.post("/login/another-way", "method", "email"));
    assertThat(browser.post("/login/code", "code", Codes.next(person.email())).status())
        .isEqualTo(302);
    browser.get("/settings/account");
    return browser;
  }

  /** Reports the number as lost, and confirms by e-mail. */
  private Browser confirmedByEmail() {
    Browser browser = inByEmail();
    browser.follow(Inside.begin(browser, Change.PHONE));
    Codes.next(person.phone());
    browser.get("/settings/confirm/lost");
    clock.turn(Duration.ofSeconds(30));
    assertThat(browser.post("/settings/confirm/lost").location()).endsWith("/settings/confirm");
    browser.get("/settings/confirm");
    assertThat(browser.post("/settings/confirm", "code", Codes.next(person.email())).location())
        .endsWith("/settings/phone");
    return browser;
  }

  /** A session with a delayed change of the number. */
  private Browser waiting() {
    Browser browser = confirmedByEmail();
    browser.get("/settings/phone");
    browser.follow(browser.post("/settings/phone", "phone", number));
    assertThat(browser.post("/settings/phone/code", "code", Codes.next(number)).location())
        .endsWith("/settings/account?waits");
    return browser;
  }

  private String phone() {
    return String.valueOf(Inside.account(rows, person).get("phone"));
  }

  private List<?> delayed() {
    return rows.query("select 1 from delayed_change where account_id = ?", person.id().value());
  }

  private void after(Duration time) {
    clock.turn(time);
    due.work();
  }

  private void expectStopped(String why) {
    assertThat(delayed()).isEmpty();
    assertThat(
            rows.query(
                "select details ->> 'reason' as reason from audit_event where account_id = ? and type = 'AccountEvent.ChangeStopped'",
                person.id().value()))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("reason", why));
    after(Duration.ofHours(25));
    assertThat(phone()).isEqualTo(person.phone());
  }

  @Nested
  class Rule28_ThePageSays {
    @Test
    void whichChangeItConfirmsAndHowToGetOutOfIt() {
      Browser browser = inByEmail();
      Browser.Page page = browser.follow(Inside.begin(browser, Change.PHONE));
      assertThat(page.text())
          .contains("To change your mobile number, confirm with a One-Time-Password by SMS.")
          .contains("I no longer have this")
          .contains("Cancel");
      assertThat(browser.post("/settings/confirm/cancel").location()).endsWith("/settings/account");
      assertThat(browser.get("/settings/confirm").location()).endsWith("/settings/account");
      assertThat(phone()).isEqualTo(person.phone());
    }

    @Test
    void theConditionBeforeAnythingBegins() {
      Browser browser = inByEmail();
      assertThat(browser.get("/settings/account").text())
          .contains("To make a change, confirm with a One-Time-Password by SMS. A confirmation");
      browser = Inside.bySms(port, person);
      Inside.open(browser, Change.RECOVERY);
      browser.post("/settings/recovery");
      assertThat(browser.get("/settings/account").text())
          .contains("confirm with a One-Time-Password by SMS or a recovery code. A confirmation");
    }

    @Test
    void whatComesInPlaceOfWhatIsLostBeforeAnythingIsSent() {
      Browser browser = inByEmail();
      browser.follow(Inside.begin(browser, Change.PHONE));
      Browser.Page page = browser.get("/settings/confirm/lost");
      assertThat(page.text())
          .contains("With a One-Time-Password by e-mail: after 1 day")
          .contains(
              "At the desk They check who you are",
              "as soon as administrators confirm the reset, or after a waiting period");
      assertThat(rows.events(person.id(), "AccountEvent.MethodLost")).isZero();
    }

    @Test
    void thatNothingComesInItsPlaceForRecoveryCodes() {
      Browser browser = inByEmail();
      browser.follow(Inside.begin(browser, Change.RECOVERY));
      assertThat(browser.get("/settings/confirm/lost").text())
          .contains("This cannot be done without it");
      assertThat(browser.post("/settings/confirm/lost").location())
          .endsWith("/settings/confirm/lost");
    }

    @Test
    void whyItAsksForMoreThanTheCodeOfTheSignIn() {
      Browser browser = inByEmail();
      assertThat(browser.follow(Inside.begin(browser, Change.EMAIL)).text())
          .contains("You signed in with a One-Time-Password by e-mail, which is weaker")
          .contains("the strongest method of your account");
    }

    @Test
    void thatTheDeviceToBeRemovedWouldBeAsked() {
      Browser browser = Inside.bySms(port, person);
      AppPhone.link(browser, clock, "usual", "yes");
      String device =
          String.valueOf(
              rows.query("select id from totp_secret where account_id = ?", person.id().value())
                  .getFirst()
                  .get("id"));
      String unlink = "/settings/devices/unlink?id=" + device;
      clock.turn(Duration.ofMinutes(5));
      assertThat(browser.get(unlink).text())
          .contains("we would ask it first", "I no longer have it");
      Browser.Page lost = browser.post("/settings/devices/unlink", "id", device, "lost", "yes");
      assertThat(lost.location()).endsWith("/settings/confirm/lost");
      browser.get("/settings/confirm/lost");
      browser.follow(browser.post("/settings/confirm/lost"));
      browser.follow(browser.post("/settings/confirm", "code", Codes.next(person.phone())));
      browser.get(unlink);
      assertThat(browser.post("/settings/devices/unlink", "id", device).location())
          .endsWith("/settings/account?waits");
    }

    @Test
    void whyItAsksForMoreThanTheMethodOfTheSignIn() {
      Browser browser = Inside.bySms(port, person);
      AppPhone.link(browser, clock);
      clock.turn(Duration.ofMinutes(5));
      assertThat(browser.follow(Inside.begin(browser, Change.EMAIL)).text())
          .contains("You signed in with a One-Time-Password by SMS, which is weaker");
    }
  }

  @Nested
  class Rule28_AMethodThatIsLost {
    @Test
    void isReplacedByTheNextOneAndTheChangeWaitsADay() {
      Browser browser = waiting();
      assertThat(phone()).isEqualTo(person.phone());
      assertThat(browser.get("/settings/account").text())
          .contains("Pending changes")
          .contains("Your mobile number becomes");
      after(Duration.ofHours(24).minusMillis(1));
      assertThat(phone()).isEqualTo(person.phone());
      after(Duration.ofMillis(1));
      assertThat(phone()).isEqualTo(number);
      assertThat(rows.events(person.id(), "AccountEvent.PhoneChanged")).isEqualTo(1);
      assertThat(delayed()).isEmpty();
    }

    @Test
    void isNotifiedAtEveryAddressAndTheOldNumber() {
      waiting();
      assertThat(
              Inbox.next(person.email(), it -> it.text().contains("unless it is stopped")).text())
          .contains("reported this as lost: One-Time-Password by SMS")
          .contains("Cancel");
      assertThat(Inbox.next(person.phone(), it -> it.text().contains("change planned")).text())
          .contains("Not you?")
          .contains("Cancel");
    }

    @Test
    void doesNotMakeOtherChangesEasier() {
      Browser browser = confirmedByEmail();
      clock.turn(Duration.ofSeconds(30));
      assertThat(Inside.begin(browser, Change.EMAIL).location()).endsWith("/settings/confirm");
      assertThat(browser.follow(browser.get("/settings/confirm")).text())
          .contains("confirm with a One-Time-Password by SMS");
    }

    @Test
    void linksNothingNew() {
      Browser browser = inByEmail();
      browser.follow(Inside.begin(browser, Change.DEVICE));
      assertThat(browser.get("/settings/confirm/lost").text())
          .contains("Nothing can be linked this way")
          .doesNotContain("enter what is new");
      clock.turn(Duration.ofSeconds(30));
      browser.post("/settings/confirm/lost");
      assertThat(browser.get("/settings/confirm").text())
          .contains("To remove a device, confirm with a One-Time-Password by e-mail.");
      browser.post("/settings/confirm", "code", Codes.next(person.email()));
      assertThat(browser.get("/settings/devices").text())
          .contains("you can only remove a device now");
      int sent = rows.events(person.id(), "CodeEvent.Sent");
      clock.turn(Duration.ofSeconds(30));
      Browser.Page refused = browser.post("/settings/devices/link/totp");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text())
          .contains("Nothing can be linked this way", "you can only remove a device now");
      assertThat(rows.events(person.id(), "CodeEvent.Sent")).isEqualTo(sent);
      assertThat(rows.query("select 1 from totp_secret where account_id = ?", person.id().value()))
          .isEmpty();
    }

    @Test
    void isNotPassedOffByACodeThatCameByEmail() {
      Browser browser = inByEmail();
      browser.follow(Inside.begin(browser, Change.PHONE));
      browser.get("/settings/confirm/lost");
      clock.turn(Duration.ofSeconds(30));
      browser.post("/settings/confirm/lost");
      String byEmail = Codes.next(person.email());
      browser.get("/settings/confirm");
      browser.post("/settings/confirm/cancel");
      browser.follow(Inside.begin(browser, Change.PHONE));
      Browser.Page page = browser.post("/settings/confirm", "code", byEmail);
      assertThat(page.location()).doesNotContain("/settings/phone");
      assertThat(browser.get("/settings/phone").location()).endsWith("/settings/account");
    }

    @Test
    void removesTheNumberADayLater() {
      Browser browser = Inside.bySms(port, person);
      AppPhone.link(browser, clock, "usual", "yes");
      clock.turn(Duration.ofMinutes(5));
      browser.follow(Inside.begin(browser, Change.PHONE));
      browser.get("/settings/confirm/lost");
      browser.follow(browser.post("/settings/confirm/lost"));
      browser.follow(browser.post("/settings/confirm", "code", Codes.next(person.phone())));
      assertThat(browser.post("/settings/phone/remove").location())
          .endsWith("/settings/account?waits");
      assertThat(browser.get("/settings/account").text()).contains("Your mobile number is removed");
      assertThat(
              Inbox.next(person.email(), it -> it.text().contains("unless it is stopped")).text())
          .contains("Changed to: none");
      assertThat(browser.get("/settings/history").text()).contains("to remove your mobile number");
      assertThat(phone()).isEqualTo(person.phone());
      after(Duration.ofHours(24));
      assertThat(phone()).isEqualTo("null");
    }

    @Test
    void isNotNeededWithARecoveryCode() {
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.RECOVERY);
      browser.post("/settings/recovery");
      String recovery = sheet(browser);
      clock.turn(Duration.ofMinutes(5));
      browser.follow(Inside.begin(browser, Change.PHONE));
      browser.get("/settings/confirm?by=other");
      assertThat(browser.post("/settings/confirm?by=other", "code", recovery).location())
          .endsWith("/settings/phone");
      browser.get("/settings/phone");
      browser.follow(browser.post("/settings/phone", "phone", number));
      assertThat(browser.post("/settings/phone/code", "code", Codes.next(number)).location())
          .endsWith("?changed=phone");
      assertThat(phone()).isEqualTo(number);
    }

    private String sheet(Browser browser) {
      return browser
          .get("/settings/recovery/codes")
          .body()
          .replaceAll("(?s).*?<li>([0-9A-Z-]{19})</li>.*", "$1");
    }
  }

  private void letWait(SignIn session, Change change, String lost) {
    transaction.executeWithoutResult(
        status -> {
          var held = accounts.hold(person.id());
          changes.put(held, session, change, "x", "", Set.of(lost), Origin.COMMAND_LINE);
        });
  }

  @Nested
  class Rule28_NoMoreThanThreeADayAreMadeToWait {
    private void letWaitThrice() {
      SignIn session =
          signIns
              .find(
                  new SignInId(
                      (UUID)
                          Objects.requireNonNull(
                              rows.query(
                                      "select id from sign_in where account_id = ?",
                                      person.id().value())
                                  .getFirst()
                                  .get("id"))))
              .orElseThrow();
      letWait(session, Change.METHOD, "sms");
      letWait(session, Change.METHOD, "sms");
      letWait(session, Change.EMAIL, "sms");
    }

    @Test
    void oneThatWasBegunIsRefusedInWords() {
      Browser browser = confirmedByEmail();
      letWaitThrice();
      browser.get("/settings/phone");
      browser.follow(browser.post("/settings/phone", "phone", number));
      Browser.Page page = browser.post("/settings/phone/code", "code", Codes.next(number));
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("which is the maximum. Nothing was changed.");
      assertThat(delayed()).hasSize(2);
    }

    @Test
    void anotherIsNotBegunUntilADayLater() {
      Browser browser = inByEmail();
      letWaitThrice();
      browser.follow(Inside.begin(browser, Change.PHONE));
      assertThat(browser.get("/settings/confirm/lost").text())
          .contains("which is the maximum. Nothing was changed.")
          .doesNotContain("after 1 day");
      assertThat(browser.post("/settings/confirm/lost").location())
          .endsWith("/settings/confirm/lost");
      assertThat(changes.isFull(person.id())).isTrue();
      clock.turn(Duration.ofHours(24));
      assertThat(changes.isFull(person.id())).isFalse();
    }
  }

  @Nested
  class Rule28_AChangeThatWaitsIsStopped {
    @Test
    void byItsOwnerInAnySession() {
      waiting();
      clock.turn(Duration.ofMinutes(1));
      Browser owner = inByEmail();
      String id =
          String.valueOf(
              rows.query("select id from delayed_change where account_id = ?", person.id().value())
                  .getFirst()
                  .get("id"));
      Browser.Page cancelled = owner.post("/settings/delayed/cancel", "id", id);
      assertThat(cancelled.location()).endsWith("/settings/account?stopped");
      assertThat(owner.follow(cancelled).text())
          .contains("If it wasn’t you who asked for it, change your password now.");
      assertThat(
              Inbox.next(person.email(), it -> it.text().contains("This change will not be made"))
                  .text())
          .contains("cancelled in a session");
      expectStopped("owner");
    }

    @Test
    void byNobodyElse() {
      waiting();
      Browser other = Inside.bySms(port, people.bySms());
      String id =
          String.valueOf(
              rows.query("select id from delayed_change where account_id = ?", person.id().value())
                  .getFirst()
                  .get("id"));
      other.post("/settings/delayed/cancel", "id", id);
      assertThat(delayed()).hasSize(1);
    }

    @Test
    void byASignInWithWhatWasSaidToBeLost() {
      waiting();
      clock.turn(Duration.ofMinutes(1));
      Inside.enter(new Browser(port), person, person.phone());
      expectStopped("method used");
    }

    /** The lost number is replaced by then, and the other change is still delayed. */
    @Test
    void butNotByASignInWithTheNewNumber() {
      waiting();
      clock.turn(Duration.ofHours(1));
      letWait(signIns.find(session()).orElseThrow(), Change.METHOD, "sms");
      after(Duration.ofHours(23));
      assertThat(phone()).isEqualTo(number);
      clock.turn(Duration.ofMinutes(1));
      Inside.enter(new Browser(port), person, number);
      assertThat(kinds()).containsExactly("method");
      assertThat(rows.events(person.id(), "AccountEvent.ChangeStopped")).isZero();
    }

    @Test
    void byALock() {
      waiting();
      clock.turn(Duration.ofMinutes(1));
      Browser stranger = new Browser(port);
      stranger.signIn(person.username(), People.PASSWORD);
      String right = Inside.code(person.phone());
      for (int i = 0; i < 5; i++) {
        stranger.post("/login/code", "code", Codes.wrong(right));
      }
      assertThat(rows.isLocked(person.id())).isTrue();
      expectStopped("account locked");
    }

    @Test
    void whenTheAccountIsLockedPastEveryEvent() {
      waiting();
      rows.update("update account set locked_at = now() where id = ?", person.id().value());
      after(Duration.ofHours(25));
      assertThat(phone()).isEqualTo(person.phone());
      assertThat(delayed()).isEmpty();
    }

    @Test
    void byDisablingTheAccount() {
      waiting();
      disabling.disable(person.id(), "the desk", "left", Origin.COMMAND_LINE);
      expectStopped("account disabled");
    }

    @Test
    void byDisablingTheAccountAtTheCommandLineAndStaysSo() {
      waiting();
      command("disable", person.username(), "--reason", "a call");
      command("enable", person.username(), "--reason", "it was they");
      expectStopped("account disabled");
    }

    @Test
    void byAnImportThatChangesTheSame(@TempDir Path folder) throws IOException {
      waiting();
      String right = person.phone().replace("+32470", "+32477");
      String file = "username,phone\n" + person.username() + "," + right + "\n";
      command("import", Files.writeString(folder.resolve("a.csv"), file).toString());
      assertThat(delayed()).isEmpty();
      after(Duration.ofHours(25));
      assertThat(phone()).isEqualTo(right);
    }

    private void command(String... words) {
      String[] all = new String[words.length + 1];
      all[0] = "account";
      System.arraycopy(words, 0, all, 1, words.length);
      CommandsBeside.Said said = new CommandsBeside(settings, clock).run(all);
      assertThat(said.code()).as(said.err()).isZero();
    }

    @Test
    void onceItIsDueIfItsKeyWasRetiredAndKeepsNobodyOut() {
      waiting();
      rows.update(
          "update delayed_change set value = overlay(value placing 'k9'::bytea from 2 for 2) where account_id = ?",
          person.id().value());
      clock.turn(Duration.ofMinutes(1));
      assertThat(inByEmail().get("/settings/account").text())
          .contains("It can no longer be made: to change your mobile number");
      clock.turn(Duration.ofHours(24));
      due.work();
      assertThat(
              Inbox.next(person.email(), it -> it.text().contains("This change will not be made"))
                  .text())
          .contains("retired the key");
      expectStopped("key retired");
    }

    @Test
    void byAPhoneThatWasSaidToBeLostAndReportsASignIn() {
      waiting();
      SignIn session = signIns.find(session()).orElseThrow();
      letWait(session, Change.EMAIL, "app");
      letWait(session, Change.METHOD, "sms");
      notMe(new SignInId(UUID.randomUUID()));
      assertThat(kinds()).containsExactly("method", "phone");
      assertThat(reasons()).containsExactly("reported by the owner");
      notMe(session.id());
      assertThat(kinds()).isEmpty();
    }

    private SignInId session() {
      return new SignInId(
          (UUID)
              Objects.requireNonNull(
                  rows.query(
                          "select sign_in_id from delayed_change where account_id = ?",
                          person.id().value())
                      .getFirst()
                      .get("sign_in_id")));
    }

    private void notMe(SignInId reported) {
      transaction.executeWithoutResult(
          status ->
              events.publish(
                  new AppEvent.NotMe(person.id(), reported, new DeviceId(UUID.randomUUID())),
                  Origin.COMMAND_LINE));
    }

    private List<String> kinds() {
      return rows
          .query(
              "select kind from delayed_change where account_id = ? order by kind",
              person.id().value())
          .stream()
          .map(row -> String.valueOf(row.get("kind")))
          .toList();
    }

    private List<String> reasons() {
      return rows
          .query(
              "select details ->> 'reason' as reason from audit_event where account_id = ? and type = 'AccountEvent.ChangeStopped'",
              person.id().value())
          .stream()
          .map(row -> String.valueOf(row.get("reason")))
          .toList();
    }

    @Test
    void byTheReportOfTheSessionThatAskedForIt() {
      waiting();
      clock.turn(Duration.ofMinutes(1));
      Browser owner = inByEmail();
      String session =
          String.valueOf(
              rows.query(
                      "select sign_in_id from delayed_change where account_id = ?",
                      person.id().value())
                  .getFirst()
                  .get("sign_in_id"));
      owner.post("/settings/history/not-me", "id", session);
      expectStopped("reported by the owner");
    }
  }
}
