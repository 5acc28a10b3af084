package org.sallyport.gate.secondfactor.otp.brake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.secondfactor.brake.BlockFigures;
import org.sallyport.gate.secondfactor.brake.BrakeScope;
import org.sallyport.gate.secondfactor.brake.SmsBrake;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.Inside;
import org.sallyport.platform.events.SystemEvent;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.CallReceiver;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The brake on SMS whose codes nearly nobody enters, and whom it must not stop. */
@SallyportTest
@TestPropertySource(properties = "sallyport.sms.brake.enabled=true")
class SmsBrakeTest {
  private static final String BLOCK = "+32475";
  private static final CallReceiver CALLS = new CallReceiver();

  private static final String CODES =
      """
      with owner as (
        insert into account (id, username, username_key, name, role, created_at)
        select gen_random_uuid(), id, id, 'Dr Pump', 'physician', :at
          from (select 'pump' || gen_random_uuid() as id from generate_series(1, :accounts)) n returning id
      ), attempt as (
        insert into sign_in (id, account_id, state, password_at, last_seen_at, address, browser, attempt_expires_at)
        select gen_random_uuid(), id, 'password', :at, :at, 'a', 'b', :at from owner returning id, account_id
      )
      insert into otp_code (id, account_id, sign_in_id, purpose, channel, destination, tag, code_hash, message_id,
                            sent_at, expires_at, sms_block, used_at)
      select gen_random_uuid(), account_id, id, :purpose, 'sms', '+32', 'K7', 'x', gen_random_uuid(), :at, :at, :block,
             case when attempt.number <= :answered and n = 1 then cast(:at as timestamptz) end
        from (select *, row_number() over () as number from attempt) attempt, generate_series(1, :each) n
      """;

  private static final String SHARED_CODES =
      """
      with owner as (
        insert into account (id, username, username_key, name, role, created_at)
        select gen_random_uuid(), id, id, 'Dr Pump', 'physician', :at
          from (select 'pump' || gen_random_uuid() as id from generate_series(1, :sharers)) n returning id
      ), made as (
        insert into share (id, kind, sharer_id, shared_by, email, shared_at, valid_from)
        select gen_random_uuid(), 'share', id, 'Dr Pump', 'a@b.example', :at, :at
          from owner, generate_series(1, :each) returning id
      ), link as (
        insert into share_link (share_id, token_hash, mailed_at, phone)
        select id, uuid_send(id), :at, coalesce(:phone, id::text) from made returning share_id
      ), asked as (
        insert into share_session (id, share_id, address, browser, asked_at, last_seen_at)
        select gen_random_uuid(), share_id, 'a', 'b', :at, :at from link returning id
      )
      insert into share_code (id, session_id, channel, tag, code_hash, sent_at, expires_at, sms_block)
      select gen_random_uuid(), id, 'sms', 'K7', 'x', :at, :at, :block from asked
      """;

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired BrakeWatch watch;
  @Autowired BrakeStore store;
  @Autowired StoredBrakes brakes;
  @Autowired TransactionTemplate transaction;

  @DynamicPropertySource
  static void calls(DynamicPropertyRegistry settings) {
    CALLS.route(settings, "calls");
  }

  @AfterEach
  void end() {
    rows.update("delete from account where username like 'pump%'");
    rows.update("delete from sms_brake");
    rows.update("delete from outbox where failure = 'x'");
    rows.update("delete from rate_limit");
    clock.turn(Duration.ofHours(3));
  }

  /** Codes of ten minutes ago: so many of each account, and an answer of so many accounts. */
  private void codes(String purpose, int accounts, int each, int answered) {
    jdbc.sql(CODES)
        .param("accounts", accounts)
        .param("each", each)
        .param("answered", answered)
        .param("purpose", purpose)
        .param("block", BLOCK)
        .param("at", clock.instant().minus(Duration.ofMinutes(10)))
        .update();
  }

  /**
   * Codes of ten minutes ago, each of a share of its own.
   *
   * @param phone to which all of them went; null if each went to another
   */
  private void sharedCodes(int sharers, int each, @Nullable String phone) {
    jdbc.sql(SHARED_CODES)
        .param("phone", phone)
        .param("sharers", sharers)
        .param("each", each)
        .param("block", BLOCK)
        .param("at", clock.instant().minus(Duration.ofMinutes(10)))
        .update();
  }

  private void newNumbersAreStopped() {
    codes("phone", 7, 3, 0);
    watch.look();
    assertThat(brakes.inForce()).extracting(SmsBrake::scope).containsExactly(BrakeScope.NEW);
  }

  private void allAreStopped() {
    codes("sign-in", 34, 3, 0);
    watch.look();
    assertThat(brakes.inForce()).extracting(SmsBrake::scope).containsExactly(BrakeScope.ALL);
  }

  /** With a verified number of the block. */
  private People.Person inTheBlock() {
    People.Person person = people.bySms();
    String phone = person.phone().replace("+32470", BLOCK);
    rows.update("update account set phone = ? where id = ?", phone, person.id().value());
    return new People.Person(person.id(), person.username(), person.email(), phone);
  }

  private static Browser.Page register(Browser browser, String phone) {
    return browser.post("/settings/phone", "phone", phone);
  }

  private long events(Class<?> type) {
    return rows.count("audit_event where type = 'SystemEvent." + type.getSimpleName() + "'");
  }

  @Nested
  class C08_NumbersThatNobodyHasVerified {
    @Test
    void areAskedForAgainAtTheFirstSignInWithTheWayToTheStudies() {
      newNumbersAreStopped();
      People.Person person = people.add(null, true, false, "physician");
      Browser browser = new Browser(port);
      browser.signIn(person.username(), People.PASSWORD);
      browser.follow(browser.post("/login/method", "method", "sms"));
      browser.follow(browser.post("/login/code", "code", Codes.next(person.email())));
      String phone = BLOCK + "123456";
      Browser.Page page = browser.post("/login/phone", "phone", phone);
      assertThat(page.status()).isEqualTo(429);
      assertThat(Integer.parseInt(page.header("Retry-After"))).isPositive();
      assertThat(page.text())
          .contains(
              "No codes are sent to numbers that begin with " + BLOCK + " for a while",
              "The next one can be sent",
              "Not now, show my studies");
      assertThat(page.body()).contains("value=\"" + phone + "\"");
      assertThat(browser.post("/login/phone/skip").location()).endsWith("/studies");
      assertThat(Inbox.left(phone)).isEmpty();
    }

    @Test
    void areStoppedWhenTheirCodesAreNotEnteredAndTheAdminsAreToldOnce() {
      People.Person admin = people.admin();
      People.Person person = people.bySms();
      Browser browser = Inside.bySms(port, person);
      Inside.open(browser, Change.PHONE);
      long before = events(SystemEvent.SmsBraked.class);
      newNumbersAreStopped();
      watch.look();
      assertThat(events(SystemEvent.SmsBraked.class)).isEqualTo(before + 1);
      assertThat(Inbox.next(admin.email()).text())
          .contains(BLOCK, "0 of 21", "numbers that nobody has verified yet");
      assertThat(Inbox.left(admin.email())).isEmpty();
      String phone = person.phone().replace("+32470", BLOCK);
      Browser.Page page = register(browser, phone);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.text())
          .contains("No codes are sent to numbers that begin with " + BLOCK + " for a while");
      assertThat(Integer.parseInt(page.header("Retry-After"))).isPositive();
      assertThat(Inbox.left(phone)).isEmpty();
      assertThat(register(browser, person.phone().replace("+32470", "+32476")).location())
          .endsWith("/settings/phone/code");
    }

    @Test
    void areNotStoppedWhenEnoughAreEntered() {
      codes("phone", 7, 3, 3);
      watch.look();
      assertThat(brakes.inForce()).isEmpty();
      assertThat(brakes.figures()).containsExactly(new BlockFigures(BLOCK, 21, 9, 21, 9));
    }

    @Test
    void areSentToAgainAfterAnHour() {
      newNumbersAreStopped();
      clock.turn(Duration.ofMinutes(59));
      assertThat(brakes.until("+32475000000", true)).isPresent();
      clock.turn(Duration.ofMinutes(1));
      assertThat(brakes.until("+32475000000", true)).isEmpty();
      watch.look();
      assertThat(brakes.inForce()).as("the same codes do not count twice").isEmpty();
      clock.turn(Duration.ofMinutes(11));
      newNumbersAreStopped();
    }

    @Test
    void codesThatMayStillBeEnteredDoNotCount() {
      // In one transaction, since the scheduled check runs twice a minute.
      transaction.executeWithoutResult(
          status -> {
            codes("phone", 7, 3, 0);
            rows.update(
                "update otp_code set sent_at = sent_at + interval '8 minutes' where sms_block = ?",
                BLOCK);
          });
      watch.look();
      assertThat(brakes.inForce()).isEmpty();
    }
  }

  @Nested
  class C19_CodesOfShares {
    @Test
    void areStoppedWithThoseToNewNumbersWhenNobodyEntersThem() {
      sharedCodes(7, 3, null);
      watch.look();
      assertThat(brakes.inForce()).extracting(SmsBrake::scope).containsExactly(BrakeScope.NEW);
    }

    @Test
    void countThreeTimesForASharerAtMostSoThatOneStopsNobody() {
      sharedCodes(1, 200, null);
      watch.look();
      assertThat(brakes.inForce()).isEmpty();
      assertThat(brakes.figures()).containsExactly(new BlockFigures(BLOCK, 3, 0, 3, 0));
    }

    @Test
    void countThreeTimesForAGuestAtMostWhoeverShares() {
      sharedCodes(40, 1, "+32475999999");
      watch.look();
      assertThat(brakes.inForce()).isEmpty();
      assertThat(brakes.figures()).containsExactly(new BlockFigures(BLOCK, 3, 0, 3, 0));
    }

    /** Otherwise the last codes of many people to one number would hide their earlier ones. */
    @Test
    void countThoughTheLastOnesOfAllGoToOneNumber() {
      sharedCodes(7, 6, null);
      rows.update(
          """
          with half as (
            select id from (select id, row_number() over (partition by sharer_id order by id) as number
                              from share where shared_by = 'Dr Pump') made where number <= 3
          ), moved as (
            update share_link l set phone = '+32475999999' from half where l.share_id = half.id
          )
          update share_code c set sent_at = sent_at + interval '1 minute'
            from share_session s join half on half.id = s.share_id where s.id = c.session_id
          """);
      watch.look();
      assertThat(brakes.inForce()).extracting(SmsBrake::scope).containsExactly(BrakeScope.NEW);
    }

    @Test
    void stopNoSignIn() {
      sharedCodes(40, 3, null);
      watch.look();
      assertThat(brakes.inForce()).extracting(SmsBrake::scope).containsExactly(BrakeScope.NEW);
    }
  }

  @Nested
  class C15_SomebodyStopsTheMessagesOfOthers {
    @Test
    void withNewNumbersOnlySuchNumbersAreStopped() {
      newNumbersAreStopped();
      People.Person owner = inTheBlock();
      assertThat(new Browser(port).signIn(owner.username(), People.PASSWORD).text())
          .contains("Enter the code from message");
    }

    @Test
    void soManyNewNumbersStopNoSignInEither() {
      codes("phone", 40, 3, 0);
      watch.look();
      assertThat(brakes.inForce()).extracting(SmsBrake::scope).containsExactly(BrakeScope.NEW);
    }

    /** As while a gateway fails. */
    @Test
    void codesThatNeverLeftCountNot() {
      // In one transaction, since the scheduled check runs twice a minute.
      transaction.executeWithoutResult(
          status -> {
            codes("sign-in", 34, 3, 0);
            rows.update(
                """
                insert into outbox (id, channel, destination, state, created_at, next_try_at, expires_at, ended_at, failure)
                select message_id, 'sms', '', 'failed', sent_at, sent_at, sent_at, sent_at, 'x' from otp_code where sms_block = ?
                on conflict (id) do nothing
                """,
                BLOCK);
          });
      watch.look();
      assertThat(brakes.inForce()).isEmpty();
      rows.update("update outbox set state = 'unknown' where failure = 'x'");
      watch.look();
      assertThat(brakes.inForce()).hasSize(1);
    }

    @Test
    void oneAccountStopsNobody() {
      codes("phone", 1, 60, 0);
      codes("sign-in", 1, 200, 0);
      watch.look();
      assertThat(brakes.inForce()).isEmpty();
    }

    @Test
    void ofAHospitalsOwnNumbersATenthOfTheAccountsMustBePartOfIt() {
      rows.update(
          """
          insert into account (id, username, username_key, name, role, phone, created_at)
          select gen_random_uuid(), 'pumpx' || n, 'pumpx' || n, 'Dr X', 'physician', '+32475' || lpad(n::text, 6, '0'), now()
            from generate_series(1, 2000) n
          """);
      clock.turn(Duration.ofMinutes(2));
      codes("sign-in", 60, 3, 0);
      watch.look();
      assertThat(brakes.inForce()).isEmpty();
      codes("sign-in", 30, 3, 0);
      watch.look();
      assertThat(brakes.inForce()).extracting(SmsBrake::scope).containsExactly(BrakeScope.ALL);
    }

    @Test
    void aKnownBrowserIsNeitherStoppedNorCounted() {
      People.Person owner = inTheBlock();
      Browser known = new Browser(port);
      known.signIn(owner.username(), People.PASSWORD);
      assertThat(known.post("/login/code", "code", Codes.next(owner.phone())).status())
          .isEqualTo(302);
      known.get("/settings/account");
      known.post("/logout");
      allAreStopped();
      assertThat(known.signIn(owner.username(), People.PASSWORD).text())
          .contains("Enter the code from message");
      assertThat(
              rows.count(
                  "otp_code where sms_block is not null and account_id = '" + owner.id() + "'"))
          .as("the one before the browser was known")
          .isEqualTo(1);
    }

    @Test
    void elsewhereTheOtherWaysAreOfferedInWords() {
      People.Person owner = inTheBlock();
      allAreStopped();
      Browser.Page page = new Browser(port).signIn(owner.username(), People.PASSWORD);
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.text())
          .contains(
              "No codes are sent to numbers that begin with +324 for a while",
              "One-Time-Password by e-mail");
      assertThat(Inbox.left(owner.phone())).isEmpty();
    }

    @Test
    void C18_stopsCallsToo() {
      People.Person owner = inTheBlock();
      Browser browser = new Browser(port);
      browser.signIn(owner.username(), People.PASSWORD);
      Codes.next(owner.phone());
      allAreStopped();
      clock.turn(Duration.ofSeconds(31));
      Browser.Page page = browser.post("/login/code/resend", "call", "yes");
      assertThat(page.status()).isEqualTo(429);
      assertThat(page.text())
          .contains("No codes are sent to numbers that begin with +324 for a while");
      assertThat(CALLS.to(owner.phone())).isEmpty();
    }

    @Test
    void C18_countsCallsThatNobodyAnswersByTheirCode() {
      People.Person owner = inTheBlock();
      Browser browser = new Browser(port);
      browser.signIn(owner.username(), People.PASSWORD);
      // One that still waits is withdrawn when the next one is asked for, and does not count.
      Codes.next(owner.phone());
      clock.turn(Duration.ofSeconds(31));
      browser.post("/login/code/resend", "call", "yes");
      CALLS.next(owner.phone(), 1);
      clock.turn(Duration.ofMinutes(4));
      assertThat(brakes.figures()).containsExactly(new BlockFigures(BLOCK, 0, 0, 2, 0));
    }

    @Test
    void aBrakeOfNewNumbersBecomesOneOfAllAndIsNotPutOnTwice() {
      newNumbersAreStopped();
      allAreStopped();
      Instant now = clock.instant();
      SmsBrake again = new SmsBrake(BLOCK, BrakeScope.NEW, now, now.plusSeconds(60), 1, 0);
      assertThat(store.putOn(again)).isFalse();
    }
  }

  @Nested
  class AnAdminEndsIt {
    private Browser.Page release(Browser browser, SmsBrake brake, String reason) {
      return browser.post(
          "/admin/limits/release",
          "block",
          brake.block(),
          "put",
          Long.toString(brake.since().toEpochMilli()),
          "reason",
          reason);
    }

    @Test
    void onceWithAReasonAndTheFiguresBeginAnew() {
      People.Person admin = people.admin();
      newNumbersAreStopped();
      SmsBrake brake = brakes.inForce().getFirst();
      Browser browser = Visitors.signedIn(admin, port);
      assertThat(browser.get("/admin/limits").text())
          .contains("No SMS to numbers that begin with +32475", "Codes entered: 0 of 21");
      assertThat(release(browser, brake, "").status()).isEqualTo(422);
      assertThat(brakes.inForce()).hasSize(1);
      assertThat(release(browser, brake, "a gateway was away").location()).endsWith("released");
      assertThat(release(browser, brake, "the other tab").status()).isEqualTo(409);
      assertThat(
              rows.query(
                  "select details ->> 'by' as by, details ->> 'reason' as reason from audit_event"
                      + " where type = 'SystemEvent.SmsBrakeReleased' order by id desc limit 1"))
          .singleElement()
          .hasToString("{by=" + admin.username() + ", reason=a gateway was away}");
      watch.look();
      assertThat(brakes.inForce()).isEmpty();
      clock.turn(Duration.ofMinutes(11));
      newNumbersAreStopped();
      Browser later = Visitors.signedIn(admin, port);
      later.get("/admin/limits");
      assertThat(release(later, brake, "an old tab").status())
          .as("it is another brake now")
          .isEqualTo(409);
      assertThat(brakes.inForce()).hasSize(1);
    }

    @Test
    void withASecondFactorGivenLately() {
      Browser browser = Visitors.signedIn(people.admin(), port);
      browser.get("/admin/limits");
      clock.turn(Duration.ofMinutes(6));
      newNumbersAreStopped();
      SmsBrake brake = brakes.inForce().getFirst();
      assertThat(release(browser, brake, "a gateway was away").status()).isEqualTo(403);
      assertThat(brakes.inForce()).hasSize(1);
    }
  }
}
