package org.sallyport.gate.selfservice.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A new mobile number or e-mail address, over HTTP. */
@SallyportTest
class ContactChangesTest {
  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  /** A number that no account has. */
  private static String newNumber(People.Person person) {
    return person.phone().replace("+32470", "+32472");
  }

  private static Browser.Page give(Browser browser, String phone) {
    return browser.post("/settings/phone", "phone", phone);
  }

  /** A signed-in browser, with a code sent to a new number. */
  private Browser proving(People.Person person, String phone) {
    Browser browser = Inside.bySms(port, person);
    Inside.open(browser, Change.PHONE);
    assertThat(give(browser, phone).location()).endsWith("/settings/phone/code");
    assertThat(browser.get("/settings/phone/code").text()).contains("Check your mobile number");
    return browser;
  }

  @Nested
  class Rule28_ANewContactCountsOnlyAfterItsOwnCode {
    @Test
    void aNumberIsSetByTheCodeThatWasSentToIt() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      Browser browser = proving(person, number);
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());

      Browser.Page done = browser.post("/settings/phone/code", "code", Inside.code(number));
      assertThat(browser.follow(done).text()).contains("Your mobile number is changed.");
      assertThat(Inside.account(rows, person)).containsEntry("phone", number);
      assertThat(rows.events(person.id(), "AccountEvent.PhoneChanged")).isEqualTo(1);
      assertThat(Inbox.next(person.email()).text()).contains("another mobile number");
      assertThat(Inbox.next(person.phone()).text()).contains("no longer has this mobile number");
      assertThat(
              rows.query(
                  "select * from account_change c join sign_in s on s.id = c.sign_in_id"
                      + " where s.account_id = ? and (c.finished_at is null or c.contact is not null)",
                  person.id().value()))
          .isEmpty();
    }

    /** The wait is one for a number that an admin changed (rule 39). */
    @Test
    void aNumberThatItsOwnerProvedWaitsForNothing() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      Browser browser = proving(person, number);
      Timestamp tomorrow = Timestamp.from(clock.instant().plus(Duration.ofDays(1)));
      rows.update(
          "update account set sms_codes_blocked_until = ?, email_codes_blocked_until = ? where id = ?",
          tomorrow,
          tomorrow,
          person.id().value());
      browser.post("/settings/phone/code", "code", Inside.code(number));
      assertThat(Inside.account(rows, person)).containsEntry("phone", number);
      assertThat(
              rows.query(
                  "select 1 from account where id = ? and sms_codes_blocked_until is null and email_codes_blocked_until = ?",
                  person.id().value(),
                  tomorrow))
          .hasSize(1);
    }

    @Test
    void anAddressIsSetByTheCodeThatWasSentToItAndBothAreNotified() {
      People.Person person = people.bySms();
      String address = "new." + person.email();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.EMAIL);
      Browser.Page sent = browser.post("/settings/email", "email", address);
      assertThat(browser.follow(sent).text()).contains("Check your e-mail address");
      Browser.Page done = browser.post("/settings/email/code", "code", Inside.code(address));
      assertThat(browser.follow(done).text()).contains("Your e-mail address is changed.");
      assertThat(Inside.account(rows, person)).containsEntry("email", address);
      assertThat(Inbox.next(person.email()).text()).contains("another e-mail address");
      assertThat(Inbox.next(address).subject()).contains("now your Sallyport e-mail address");
    }

    @Test
    void aCodeForOneNumberNeverProvesAnother() {
      People.Person person = people.bySms();
      String first = newNumber(person);
      String second = first.replace("+32472", "+32473");
      Browser browser = proving(person, first);
      String code = Inside.code(first);
      clock.turn(Duration.ofSeconds(30));
      assertThat(give(browser, second).status()).isEqualTo(302);
      browser.get("/settings/phone/code");
      assertThat(browser.post("/settings/phone/code", "code", code).status()).isEqualTo(422);
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
      browser.post("/settings/phone/code", "code", Inside.code(second));
      assertThat(Inside.account(rows, person)).containsEntry("phone", second);
    }

    @Test
    void aMistypedNumberIsCorrectedWithinTheWaitAndItsCodeIsVoid() {
      People.Person person = people.bySms();
      String first = newNumber(person);
      String second = first.replace("+32472", "+32473");
      Browser browser = proving(person, first);
      Browser.Page page = browser.get("/settings/phone/code");
      assertThat(page.text()).contains(Phones.international(first), "Change it", "Cancel");
      assertThat(browser.get("/settings/phone").body())
          .contains("value=\"" + Phones.international(first) + "\"");

      assertThat(give(browser, second).status()).isEqualTo(302);
      assertThat(browser.get("/settings/phone/code").text())
          .contains("Codes sent before do not work here", "in 30 s", Phones.international(second));
      browser.post("/settings/phone/code", "code", Inside.code(first));
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
      assertThat(Inbox.left(second)).isEmpty();

      clock.turn(Duration.ofSeconds(30));
      assertThat(browser.post("/settings/phone/code/resend").status()).isEqualTo(302);
      browser.post("/settings/phone/code", "code", Inside.code(second));
      assertThat(Inside.account(rows, person)).containsEntry("phone", second);
    }

    @Test
    void theSameNumberGivenAgainKeepsItsCode() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      Browser browser = proving(person, number);
      browser.get("/settings/phone");
      assertThat(give(browser, "0" + number.substring(3)).location()).endsWith("/phone/code");
      assertThat(browser.get("/settings/phone/code").text()).contains("Enter the code from");
      browser.post("/settings/phone/code", "code", Inside.code(number));
      assertThat(Inside.account(rows, person)).containsEntry("phone", number);
    }

    @Test
    void cancelledNothingIsChangedAndNothingIsLeftOfIt() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      Browser browser = proving(person, number);
      assertThat(browser.post("/settings/phone/code/cancel").location())
          .endsWith("/settings/account");
      browser.get("/settings/account");
      assertThat(browser.post("/settings/phone/code", "code", Inside.code(number)).status())
          .isEqualTo(403);
      assertThat(browser.get("/settings/phone").location()).endsWith("/settings/account");
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
    }

    @Test
    void whileItWaitsItIsKeptSealed() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      proving(person, number);
      assertThat(
              rows.query(
                  """
                  select encode(c.contact, 'escape') as kept from account_change c
                    join sign_in s on s.id = c.sign_in_id where s.account_id = ?
                  """,
                  person.id().value()))
          .singleElement()
          .satisfies(row -> assertThat(row.toString()).doesNotContain(number.substring(1)));
    }

    @Test
    void aCodeCanBeSentAgainAndTheOlderOneIsVoid() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      Browser browser = proving(person, number);
      String first = Inside.code(number);
      assertThat(browser.post("/settings/phone/code/resend").status()).isEqualTo(429);
      clock.turn(Duration.ofSeconds(30));
      assertThat(browser.post("/settings/phone/code/resend").location())
          .endsWith("/settings/phone/code");
      String second = Inside.code(number);
      assertThat(browser.post("/settings/phone/code", "code", first).text())
          .contains("from an older message");
      browser.post("/settings/phone/code", "code", second);
      assertThat(Inside.account(rows, person)).containsEntry("phone", number);
    }
  }

  @Nested
  class WhatIsNoContact {
    @ParameterizedTest
    @ValueSource(strings = {"", "12", "0472 11 22", "+32 2 551 00 00", "+7 912 345 67 89", "x"})
    void isRefusedAsANumberAndNothingIsSent(String typed) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      Browser.Page page = give(browser, typed);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.body()).contains("role=\"alert\"");
      assertThat(
              rows.query(
                  "select 1 from otp_code where account_id = ? and purpose = 'phone'",
                  person.id().value()))
          .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "nobody", "a@b", "a@b.example\r\nBcc: x@y.example", "a b@c.example"})
    void M01_isRefusedAsAnAddressAndNothingIsSent(String typed) {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.EMAIL);
      assertThat(browser.post("/settings/email", "email", typed).status()).isEqualTo(422);
      assertThat(
              rows.query(
                  "select 1 from otp_code where account_id = ? and purpose = 'email'",
                  person.id().value()))
          .isEmpty();
    }

    @Test
    void isTheOneThatTheAccountHasAlready() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      assertThat(give(browser, person.phone()).text()).contains("This is the one you have.");
    }
  }

  @Nested
  class Rule12_ACheckHasFiveTriesOfItsOwn {
    @Test
    void fiveWrongOnesEndItAndNeverTouchTheCounter() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      Browser browser = proving(person, number);
      String code = Inside.code(number);
      for (int left = 4; left > 0; left--) {
        Browser.Page page = browser.post("/settings/phone/code", "code", Codes.wrong(code));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains(left == 1 ? "1 try left" : left + " tries left");
      }
      Browser.Page over = browser.post("/settings/phone/code", "code", Codes.wrong(code));
      assertThat(over.status()).isEqualTo(422);
      assertThat(over.text()).contains("Too many codes were wrong");
      assertThat(browser.get("/settings/phone").location()).endsWith("/settings/account");
      assertThat(rows.wrongCodes(person.id())).isZero();
      assertThat(rows.isLocked(person.id())).isFalse();

      assertThat(browser.post("/settings/phone/code", "code", code).status()).isEqualTo(403);
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
    }

    @Test
    void beginningAnewGivesNoFurtherOnesForHalfAnHour() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      Browser browser = proving(person, number);
      String code = Inside.code(number);
      for (int wrong = 0; wrong < 5; wrong++) {
        browser.post("/settings/phone/code", "code", Codes.wrong(code));
      }
      clock.turn(Duration.ofSeconds(30));
      Inside.open(browser, Change.PHONE);
      Browser.Page page = give(browser, number);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.header("Retry-After")).isEqualTo("1800");
      assertThat(Inbox.left(number)).isEmpty();
    }

    @Test
    void whatIsNotSixDigitsCostsNone() {
      People.Person person = people.bySms();
      String number = newNumber(person);
      Browser browser = proving(person, number);
      for (int i = 0; i < 6; i++) {
        assertThat(browser.post("/settings/phone/code", "code", "12345").status()).isEqualTo(422);
      }
      browser.post("/settings/phone/code", "code", Inside.code(number));
      assertThat(Inside.account(rows, person)).containsEntry("phone", number);
    }
  }

  @Nested
  class Rule26_SmsWithoutANumber {
    /** Chose SMS without a number and answered the single code by e-mail. */
    private Browser offered(People.Person person) {
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.follow(browser.post("/login/method", "method", "sms"));
      Browser.Page in = browser.post("/login/code", "code", Inside.code(person.email()));
      assertThat(in.location()).endsWith("/login/phone");
      assertThat(browser.follow(in).text()).contains("Where should your codes go from now on?");
      return browser;
    }

    @Test
    void theNumberIsProvenByACodeAndSmsIsTheMethodOnlyThen() {
      People.Person person = people.undecided();
      Browser browser = offered(person);
      Browser.Page sent = browser.post("/login/phone", "phone", person.phone());
      assertThat(browser.follow(sent).text()).contains("Check your mobile number");
      assertThat(Inside.account(rows, person))
          .containsEntry("phone", null)
          .containsEntry("method", null);
      Browser.Page done = browser.post("/login/phone/code", "code", Inside.code(person.phone()));
      assertThat(done.location()).endsWith("/studies");
      assertThat(Inbox.next(person.email(), it -> it.text().contains("mobile number")).text())
          .contains("Your account has a mobile number now.")
          .doesNotContain("another mobile number");
      assertThat(browser.get("/settings/history").text()).contains("Mobile number added");
      assertThat(Inside.account(rows, person))
          .containsEntry("phone", person.phone())
          .containsEntry("method", "sms");

      Browser next = new Browser(port);
      clock.turn(Duration.ofSeconds(30));
      assertThat(next.signIn(person.username(), People.PASSWORD).text()).contains("by SMS");
      Inside.code(person.phone());
    }

    @Test
    void notNowOnTheCodesPageLeadsOnToo() {
      People.Person person = people.undecided();
      Browser browser = offered(person);
      browser.post("/login/phone", "phone", "0" + person.phone().substring(3));
      assertThat(browser.get("/login/phone/code").text())
          .contains(Phones.international(person.phone()), "Change it", "Not now");
      assertThat(browser.post("/login/phone/code/cancel").location()).endsWith("/studies");
      assertThat(Inside.account(rows, person)).containsEntry("phone", null);
    }

    @Test
    void whoSkipsItChoosesAgainAtTheNextSignInAndSmsWaitsForANumber() {
      People.Person person = people.undecided();
      Browser browser = offered(person);
      assertThat(browser.post("/login/phone/skip").location()).endsWith("/studies");
      Browser next = new Browser(port);
      assertThat(next.signIn(person.username(), People.PASSWORD).text())
          .contains("Choose your two-factor method");
      assertThat(next.post("/login/method", "method", "sms").status()).isEqualTo(422);
      assertThat(Inside.account(rows, person)).containsEntry("method", null);
    }

    @Test
    void aNumberGivenLaterAsksForTheSecondFactorAgain() {
      People.Person person = people.undecided();
      Browser browser = offered(person);
      clock.turn(Duration.ofMinutes(5));
      assertThat(browser.post("/login/phone", "phone", person.phone()).location())
          .endsWith("/settings/confirm");
      assertThat(Inbox.left(person.phone())).isEmpty();
    }

    @Test
    void whoHasANumberIsNotAskedForOne() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      assertThat(browser.get("/login/phone").location()).endsWith("/studies");
    }
  }

  @Nested
  class AttacksOnContacts {
    @Test
    void C02_aMailboxThiefBindsNoNumberWhereThereIsAStrongerFactor() {
      People.Person person = people.bySms();
      Browser thief = new Browser(port);
      thief.signIn(person.username(), People.PASSWORD);
      Inside.code(person.phone());
      clock.turn(Duration.ofSeconds(30));
      thief.follow(thief.post("/login/another-way", "method", "email"));
      thief.post("/login/code", "code", Inside.code(person.email()));
      thief.get("/settings/account");
      assertThat(thief.post("/login/phone", "phone", newNumber(person)).location())
          .endsWith("/settings/confirm");
      assertThat(give(thief, newNumber(person)).status()).isEqualTo(403);
      assertThat(Inbox.left(newNumber(person))).isEmpty();
    }

    @Test
    void C08_numbersOfCountriesThatAreNotServedGetNoSms() {
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      assertThat(give(browser, "+7 912 345 67 89").text()).contains("No SMS is sent to numbers");
    }

    @Test
    void C09_oneNumberIsForTenAccounts() {
      People.Person person = people.bySms();
      String shared = newNumber(person);
      for (int i = 0; i < 10; i++) {
        rows.update(
            "update account set phone = ? where id = ?", shared, people.bySms().id().value());
      }
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      Browser.Page page = give(browser, shared);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.text()).contains("Too many accounts have this number already.");
      assertThat(rows.events(person.id(), "AccountEvent.PhoneRefused")).isEqualTo(1);
      assertThat(Inbox.left(shared)).isEmpty();
      rows.update(
          "update account set disabled_at = now() where id = (select id from account where phone = ? limit 1)",
          shared);
      assertThat(give(browser, shared).status()).as("once one of them has left").isEqualTo(302);
    }

    @Test
    void C09_theLastPlaceMayBeTakenWhileTheCodeIsUnderWay() {
      People.Person person = people.bySms();
      String shared = newNumber(person);
      Browser browser = proving(person, shared);
      String code = Inside.code(shared);
      for (int i = 0; i < 10; i++) {
        rows.update(
            "update account set phone = ? where id = ?", shared, people.bySms().id().value());
      }
      assertThat(browser.post("/settings/phone/code", "code", code).text())
          .contains("Too many accounts have this number already.");
      assertThat(Inside.account(rows, person)).containsEntry("phone", person.phone());
    }

    @Test
    void C13_anotherAddressEndsEverythingOfOthersAndTheOldOneIsNotified() {
      People.Person person = people.bySms();
      Browser owner = Inside.remembered(port, person);
      Browser thief = new Browser(port);
      clock.turn(Duration.ofSeconds(30));
      Inside.enter(thief, person, person.phone());
      String address = "thief." + person.email();
      Inside.open(thief, Change.EMAIL);
      thief.follow(thief.post("/settings/email", "email", address));
      thief.post("/settings/email/code", "code", Inside.code(address));
      assertThat(Inside.account(rows, person)).containsEntry("email", address);

      assertThat(Inbox.next(person.email()).text())
          .contains("another e-mail address")
          .contains("Not you?");
      assertThat(owner.get("/settings/account").location()).endsWith("/login");
      assertThat(owner.signIn(person.username(), People.PASSWORD).text())
          .contains("Enter the code from message");
      assertThat(thief.get("/settings/account").status()).isEqualTo(200);
    }
  }
}
