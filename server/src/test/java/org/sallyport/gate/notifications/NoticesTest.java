package org.sallyport.gate.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.notifications.owner.LockNotices;
import org.sallyport.gate.notifications.owner.PhoneNotices;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.BrowserEvent;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ids.TrustedBrowserId;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class NoticesTest {
  private static final Origin ORIGIN = new Origin("203.0.113.24", "Firefox 145 on Windows");
  private static final String LOCKED = "Your Sallyport account is locked";
  private static final String FAILED = "A sign-in to your Sallyport account failed at the code";

  @Autowired DomainEvents events;
  @Autowired Accounts accounts;
  @Autowired FailedSignIns failedSignIns;
  @Autowired NotificationSender notificationSender;
  @Autowired LockNotices locks;
  @Autowired PhoneNotices phones;
  @Autowired EventNotices composed;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired People people;

  private Person owner;

  @BeforeEach
  void somebody() {
    owner = people.bySms();
  }

  private void record(DomainEvent event) {
    transaction.executeWithoutResult(status -> events.publish(event, ORIGIN));
  }

  private static SignInId signIn() {
    return new SignInId(UUID.randomUUID());
  }

  private static Received next(String to, String subject) {
    return Inbox.next(to, mail -> subject.equals(mail.subject()));
  }

  /** The number of mails received once none is due any more. */
  private long arrived(String to, String subject) {
    await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
    return Inbox.left(to).stream().filter(mail -> subject.equals(mail.subject())).count();
  }

  private long waiting() {
    return jdbc.sql(
            """
            select count(*) from outbox
            where state = 'sending' or (state = 'waiting' and next_try_at <= :now)
            """)
        .param("now", Timestamp.from(clock.instant()))
        .query(Long.class)
        .single();
  }

  private LockEvent.Locked lock() {
    return new LockEvent.Locked(owner.id(), signIn(), "L-2207");
  }

  @Nested
  class Rule15_OwnerAndAdminsAreNotifiedOfALockOnce {
    @Test
    void theOwnerReadsWhatHappenedWhenAndWhatToDo() {
      record(lock());
      assertThat(next(owner.email(), LOCKED).text())
          .contains("Account: " + owner.username())
          .contains("Reference: L-2207")
          .contains("Browser: Firefox 145 on Windows")
          .contains("Address: 203.0.113.24")
          .containsPattern("When: \\d\\d:\\d\\d \\S+ on \\d+ \\w+ 20\\d\\d")
          .contains("Not you?")
          .contains("Type localhost in your browser")
          .doesNotContain("http");
      assertThat(arrived(owner.email(), LOCKED)).isZero();
    }

    @Test
    void everyReachableAdminIsNotified() {
      Person admin = people.admin();
      Person gone = people.admin();
      jdbc.sql("update account set disabled_at = now() where id = :id")
          .param("id", gone.id().value())
          .update();
      people.add(null, false, false, "admin");
      record(lock());
      assertThat(next(admin.email(), "A Sallyport account is locked").text())
          .contains("Account: " + owner.username());
      assertThat(arrived(admin.email(), "A Sallyport account is locked")).isZero();
      assertThat(arrived(gone.email(), "A Sallyport account is locked")).isZero();
    }

    @Test
    void nobodyIsNotifiedAfterARollback() {
      transaction.executeWithoutResult(
          status -> {
            events.publish(lock(), ORIGIN);
            status.setRollbackOnly();
          });
      assertThat(arrived(owner.email(), LOCKED)).isZero();
    }

    @Test
    void whoHasNoMailAddressIsLockedAllTheSame() {
      Person silent = people.unreachable();
      record(new LockEvent.Locked(silent.id(), signIn(), "L-1"));
      assertThat(
              jdbc.sql("select count(*) from audit_event where account_id = :id")
                  .param("id", silent.id().value())
                  .query(Long.class)
                  .single())
          .isOne();
    }

    @Test
    void anAddressThatIsNoneDoesNotUndoTheLock() {
      jdbc.sql("update account set email = :bad where id = :id")
          .param("bad", "a@x.example\r\nBcc: b@x.example")
          .param("id", owner.id().value())
          .update();
      record(lock());
      await().until(() -> waiting() == 0);
      assertThat(Inbox.left("b@x.example")).isEmpty();
    }
  }

  @Test
  void Rule18_ownerIsNotifiedOfManyWrongCodes() {
    Person admin = people.admin();
    record(new LockEvent.ManyWrongCodes(owner.id(), signIn(), 20));
    assertThat(next(owner.email(), "Many wrong codes for your Sallyport account").text())
        .contains("In the last 30 days 20 wrong codes");
    next(admin.email(), "Many wrong codes for a Sallyport account");
  }

  @Test
  void Rule21_ownerIsNotifiedOfACopiedCookie() {
    record(new BrowserEvent.CopyPresented(owner.id(), new TrustedBrowserId(UUID.randomUUID())));
    next(owner.email(), "One of your remembered browsers was copied");
  }

  @Test
  void Rule36_reportedSignInIsNotified() {
    Person admin = people.admin();
    record(new SignInEvent.NotMe(owner.id(), signIn(), signIn(), null));
    next(owner.email(), "You reported a sign-in to your Sallyport account");
    next(admin.email(), "A sign-in to Sallyport was reported as not the owner’s");
  }

  @Nested
  class Rule28_EveryChangeIsNotified {
    @Test
    void aPassword() {
      record(new AccountEvent.PasswordChanged(owner.id(), signIn(), "settings"));
      next(owner.email(), "Your Sallyport password was changed");
    }

    @Test
    void aRole() {
      record(new AccountEvent.RoleChanged(owner.id(), "physician", "admin"));
      assertThat(next(owner.email(), "The role of your Sallyport account was changed").text())
          .contains("New role: admin")
          .contains("Previous value: physician");
    }

    @Test
    void aMethod() {
      record(new AccountEvent.MethodChanged(owner.id(), signIn(), "email", "sms"));
      assertThat(next(owner.email(), "Your Sallyport two-factor method was changed").text())
          .contains("New method: One-Time-Password by SMS")
          .contains("Previous value: One-Time-Password by e-mail");
    }

    @Test
    void M01_aDeviceWhateverItsNameAsNoLink() {
      record(new AccountEvent.DeviceLinked(owner.id(), signIn(), "totp", "http://evil.example"));
      Received mail = Inbox.next(owner.email(), it -> it.text().contains("was linked"));
      assertThat(mail.text()).contains("Device: http: //evil. example");
      assertThat(mail.html()).contains("http: //evil. example").doesNotContain("evil.example");
    }

    @Test
    void aNumberToTheOldOneToo() {
      String previous = owner.phone().replace("+32470", "+32478");
      record(
          new AccountEvent.PhoneChanged(
              owner.id(), signIn(), "+32 ••• 11", "+32 ••• 84", previous));
      assertThat(Inbox.next(previous).text())
          .startsWith("localhost: your account no longer has this mobile number. Not you? Contact ")
          .doesNotContain("•••");
      await().until(() -> waiting() == 0);
      assertThat(Inbox.left(owner.phone())).isEmpty();
      assertThat(next(owner.email(), "Your Sallyport mobile number was changed").text())
          .contains("New number: +32 ••• 84")
          .contains("Previous value: +32 ••• 11");
    }

    /** Such a number receives no code for a sign-in for a day. */
    @Test
    void aNumberThatAnAdminEntered() {
      record(
          new AccountEvent.PhoneChanged(
              owner.id(), null, "+32 ••• 11", "+32 ••• 84", owner.phone()));
      assertThat(next(owner.email(), "Your Sallyport mobile number was changed").text())
          .contains("entered another mobile number", "It may be some time", "+32 ••• 84");
    }

    @Test
    void theFirstNumberAsAdded() {
      record(new AccountEvent.PhoneChanged(owner.id(), signIn(), "", "+32 ••• 84", null));
      assertThat(next(owner.email(), "A mobile number was added to your Sallyport account").text())
          .contains("New number: +32 ••• 84")
          .doesNotContain("Previous value");
    }

    @Test
    void aNumberThatIsRemoved() {
      record(new AccountEvent.PhoneChanged(owner.id(), null, "+32 ••• 11", "", owner.phone()));
      assertThat(Inbox.next(owner.phone()).text()).contains("no longer has this mobile number");
      assertThat(next(owner.email(), "Your Sallyport mobile number was removed").text())
          .contains("no mobile number any more")
          .contains("Previous value: +32 ••• 11")
          .doesNotContain("New number");
    }

    @Test
    void anAddressToTheOldOneAndTheNewOne() {
      String renewed = "new." + owner.email();
      transaction.executeWithoutResult(
          status -> {
            accounts.setEmail(accounts.hold(owner.id()), renewed, clock.instant());
            events.publish(changed(owner), ORIGIN);
          });
      assertThat(next(owner.email(), "Your Sallyport e-mail address was changed").text())
          .contains("New address: n••• at practice. example")
          .doesNotContain(renewed);
      next(renewed, "This is now your Sallyport e-mail address");
    }

    @Test
    void whoPublishesItTooEarlyIsStopped() {
      assertThatThrownBy(
              () ->
                  transaction.executeWithoutResult(
                      status -> {
                        events.publish(changed(owner), ORIGIN);
                        accounts.setEmail(
                            accounts.hold(owner.id()), "late@practice.example", clock.instant());
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(accounts.find(owner.id()).orElseThrow().email()).isEqualTo(owner.email());
    }

    private static AccountEvent.EmailChanged changed(Person person) {
      return new AccountEvent.EmailChanged(
          person.id(), signIn(), "p•••@practice.example", "n•••@practice.example", person.email());
    }
  }

  @Nested
  class WhoHasNoMailAddress {
    private Person silent;

    @BeforeEach
    void somebodyWithANumberOnly() {
      silent = people.add("sms", false, true, "physician");
    }

    @Test
    void isNotifiedBySms() {
      record(new LockEvent.Locked(silent.id(), signIn(), "L-1"));
      assertThat(Inbox.next(silent.phone()).text())
          .startsWith("localhost: " + LOCKED + ". Not you? Contact ");
    }

    @Test
    void isNotifiedOfANewNumberAtTheOldAndTheNewOne() {
      String previous = silent.phone().replace("+32470", "+32478");
      record(
          new AccountEvent.PhoneChanged(silent.id(), null, "+32 ••• 11", "+32 ••• 84", previous));
      assertThat(Inbox.next(previous).text()).contains("no longer has this mobile number");
      assertThat(Inbox.next(silent.phone()).text())
          .contains("Your Sallyport mobile number was changed");
    }

    @Test
    void isNotifiedOfAFirstAddressBecauseItMayBeSomeoneElses() {
      transaction.executeWithoutResult(
          status -> {
            accounts.setEmail(accounts.hold(silent.id()), silent.email(), clock.instant());
            events.publish(
                new AccountEvent.EmailChanged(silent.id(), null, "", "p•••@practice.example", null),
                ORIGIN);
          });
      next(silent.email(), "This is now your Sallyport e-mail address");
      assertThat(Inbox.next(silent.phone()).text())
          .contains("Your Sallyport e-mail address was changed");
    }

    @Test
    void isNotifiedOnceOfWhatIsSentBySmsAnyway() {
      record(
          new AccountEvent.ResetRequested(
              silent.id(), "desk", "lost phone", clock.instant(), false));
      assertThat(Inbox.next(silent.phone()).text())
          .startsWith("localhost: A reset of your second factor was asked for. If you");
      await().until(() -> waiting() == 0);
      assertThat(Inbox.left(silent.phone())).isEmpty();
    }

    @Test
    void getsAsManyOfAKindADayAsOthersGetMails() {
      for (int i = 0; i < 10; i++) {
        record(new LockEvent.Locked(silent.id(), signIn(), "L-1"));
      }
      await().until(() -> waiting() == 0);
      assertThat(Inbox.left(silent.phone())).hasSize(5);
    }
  }

  @Nested
  class Rule39_AResetIsNotifiedAtEveryAddress {
    @Test
    void withTheNameOfWhoAskedForIt() {
      Person helper = people.byEmail();
      jdbc.sql("update account set name = 'Mirte Vlaming' where id = ?")
          .param(helper.id().value())
          .update();
      record(
          new AccountEvent.ResetRequested(
              owner.id(), helper.username(), "lost phone", clock.instant(), false));
      assertThat(next(owner.email(), "A reset of your second factor was asked for").text())
          .contains("By: Mirte Vlaming");
    }

    @Test
    void whenItIsAskedForDoneAndCancelled() {
      record(
          new AccountEvent.ResetRequested(
              owner.id(), "desk\r\nBcc: x", "lost phone", clock.instant(), false));
      assertThat(next(owner.email(), "A reset of your second factor was asked for").text())
          .contains("By: desk Bcc: x")
          .containsPattern("It is reset at \\d\\d:\\d\\d \\S+ on ")
          .doesNotContain("lost phone");
      assertThat(Inbox.next(owner.phone()).text())
          .startsWith("localhost: A reset of your second factor was asked for.");
      record(new AccountEvent.ResetDone(owner.id(), "desk", null, null, null));
      next(owner.email(), "Your second factor was reset");
      assertThat(Inbox.next(owner.phone()).text()).contains("Your second factor was reset.");
      record(new AccountEvent.ResetCancelled(owner.id(), "desk"));
      next(owner.email(), "The reset of your second factor was cancelled");
      Inbox.next(owner.phone());
    }
  }

  @Nested
  class WhatWaits {
    private static final int MANY = 60;

    @Test
    void isNotifiedEveryTimeWhateverWasSentBefore() {
      Person admin = people.admin();
      String reset = "A reset of your second factor was asked for";
      String change = "Planned change of your Sallyport account: e-mail address";
      for (int i = 0; i < MANY; i++) {
        record(lock());
        record(new AccountEvent.ResetCancelled(owner.id(), "desk"));
        record(
            new AccountEvent.ResetRequested(
                owner.id(), "desk", "lost phone", clock.instant(), false));
        record(
            new AccountEvent.ChangeDelayed(
                owner.id(), signIn(), "email", List.of("sms"), "a@b", clock.instant()));
      }
      assertThat(arrived(owner.email(), reset)).isEqualTo(MANY);
      assertThat(arrived(owner.email(), change)).isEqualTo(MANY);
      assertThat(arrived(admin.email(), "A reset of a second factor waits for an admin"))
          .isEqualTo(MANY);
      assertThat(Inbox.left(owner.phone()))
          .filteredOn(sms -> sms.text().contains(reset))
          .hasSize(MANY);
    }
  }

  @Test
  void Rule43_aNewPlaceIsNotNotifiedIfTurnedOff() {
    Person person = people.byEmail();
    SignInEvent.NewPlace place = new SignInEvent.NewPlace(person.id(), signIn(), "email");
    for (boolean wanted : new boolean[] {false, true}) {
      SignInNotifications notifications = signIns(new NotificationProperties(wanted, false));
      transaction.executeWithoutResult(status -> notifications.send(place, ORIGIN));
      assertThat(arrived(person.email(), "A new sign-in to your Sallyport account"))
          .isEqualTo(wanted ? 1 : 0);
    }
  }

  private SignInNotifications signIns(NotificationProperties properties) {
    return new SignInNotifications(notificationSender, composed, locks, phones, properties);
  }

  @Test
  void Rule15_theHelpDeskIsToldOfALockIfTheHospitalWants() {
    String subject = "A Sallyport account is locked";
    Person desk = people.helpDesk();
    LockEvent.Locked locked = lock();
    for (boolean wanted : new boolean[] {false, true}) {
      SignInNotifications notifications = signIns(new NotificationProperties(true, wanted));
      transaction.executeWithoutResult(status -> notifications.send(locked, ORIGIN));
      assertThat(arrived(desk.email(), subject)).isEqualTo(wanted ? 1 : 0);
    }
  }

  @Nested
  class TheRightPasswordAndNoSecondFactor {
    private static final String ABSENT = "A sign-in to your Sallyport account was not finished";

    private SignInId attempt(Person person, String browser, boolean known, boolean completed) {
      SignInId id = signIn();
      jdbc.sql(
              """
              insert into sign_in (id, account_id, token_hash, state, passwordless, password_at, last_seen_at, address,
                                   browser, known_browser, completed_at, attempt_expires_at)
              values (:id, :account, :hash, :state, false, :now, :now, '203.0.113.24', :browser, :known, :completed, :now)
              """)
          .param("id", id.value())
          .param("account", person.id().value())
          .param("hash", id.toString().getBytes(StandardCharsets.UTF_8))
          .param("state", completed ? "complete" : "password")
          .param("now", Timestamp.from(clock.instant()))
          .param("browser", browser)
          .param("known", known ? "known" : null)
          .param("completed", completed ? Timestamp.from(clock.instant()) : null)
          .update();
      record(new SignInEvent.PasswordAccepted(person.id(), id));
      return id;
    }

    private long told(Person person) {
      clock.turn(Duration.ofMinutes(50));
      failedSignIns.tellDue();
      return arrived(person.email(), ABSENT);
    }

    @BeforeEach
    void signedInBefore() {
      record(new SignInEvent.Completed(owner.id(), attempt(owner, "Own", false, true), "sms"));
    }

    @Test
    void isToldOnceADay() {
      SignInId left = attempt(owner, "Other", false, false);
      record(new SignInEvent.Ended(owner.id(), left, "started again"));
      clock.turn(Duration.ofMinutes(50));
      failedSignIns.tellDue();
      assertThat(next(owner.email(), ABSENT).text())
          .contains("Address: 203.0.113.24", "Someone knows your password");
      attempt(owner, "Other", false, false);
      assertThat(told(owner)).isZero();
    }

    @Test
    void isNotToldInAKnownBrowserOrAfterSuccess() {
      attempt(owner, "Other", true, false);
      attempt(owner, "Third", false, false);
      SignInId again = attempt(owner, "Third", false, false);
      record(new SignInEvent.Completed(owner.id(), again, "sms"));
      assertThat(told(owner)).isZero();
    }

    @Test
    void isNotToldWhereTheCodeWentToThatAddress() {
      Person byEmail = people.byEmail();
      attempt(byEmail, "Own", false, true);
      attempt(byEmail, "Other", false, false);
      assertThat(told(byEmail)).isZero();
    }

    @Test
    void aWrongCodeIsToldInItsPlace() {
      SignInId attempt = attempt(owner, "Other", false, false);
      record(new CodeEvent.Refused(owner.id(), attempt, "sign-in", "wrong"));
      assertThat(told(owner)).isZero();
      assertThat(arrived(owner.email(), FAILED)).isOne();
    }
  }

  @Nested
  class A06_belowTheLimitForWeeks {
    private final SignInId attempt = signIn();

    private void wrongCode(SignInId signIn) {
      record(new CodeEvent.Refused(owner.id(), signIn, "sign-in", "wrong"));
    }

    @Test
    void theOwnerIsNotifiedWhenTheAttemptEnds() {
      wrongCode(attempt);
      wrongCode(attempt);
      assertThat(arrived(owner.email(), FAILED)).isZero();
      record(new SignInEvent.Ended(owner.id(), attempt, "started again"));
      assertThat(arrived(owner.email(), FAILED)).isOne();
    }

    @Test
    void theOwnerIsNotifiedWhenTheAttemptIsAbandoned() {
      wrongCode(attempt);
      clock.turn(Duration.ofMinutes(50).minusMillis(1));
      failedSignIns.tellDue();
      assertThat(arrived(owner.email(), FAILED)).isZero();
      clock.turn(Duration.ofMillis(1));
      failedSignIns.tellDue();
      assertThat(arrived(owner.email(), FAILED)).isOne();
    }

    @Test
    void anAttemptThatSucceedsAfterAllIsNoReason() {
      wrongCode(attempt);
      record(new SignInEvent.Completed(owner.id(), attempt, "sms"));
      record(new SignInEvent.Ended(owner.id(), attempt, "signed out"));
      clock.turn(Duration.ofHours(1));
      failedSignIns.tellDue();
      assertThat(arrived(owner.email(), FAILED)).isZero();
    }

    @Test
    void wrongCodesForOtherPurposesAreNoReason() {
      record(new CodeEvent.Refused(owner.id(), attempt, "phone", "wrong"));
      record(new SignInEvent.Ended(owner.id(), attempt, "signed out"));
      assertThat(arrived(owner.email(), FAILED)).isZero();
    }

    @Test
    void aLockIsNotifiedInItsPlace() {
      wrongCode(attempt);
      record(new LockEvent.Locked(owner.id(), attempt, "L-1"));
      record(new SignInEvent.Ended(owner.id(), attempt, "locked"));
      assertThat(arrived(owner.email(), FAILED)).isZero();
      assertThat(arrived(owner.email(), LOCKED)).isOne();
    }

    @Test
    void thirtyNightsBringThirtyNotices() {
      for (int night = 1; night <= 30; night++) {
        for (int i = 0; i < 4; i++) {
          SignInId one = signIn();
          wrongCode(one);
          record(new SignInEvent.Ended(owner.id(), one, "started again"));
        }
        assertThat(arrived(owner.email(), FAILED)).isEqualTo(night);
        clock.turn(Duration.ofDays(1));
      }
    }
  }

  @Nested
  class I05_mailFloodAgainstAVictim {
    @Test
    void eachKindEndsAtItsNumberADayAndSaysSo() {
      for (int i = 0; i < 1_000; i++) {
        record(lock());
      }
      assertThat(arrived(owner.email(), LOCKED)).isEqualTo(5);
      assertThat(
              Inbox.left(owner.email()).stream()
                  .filter(mail -> mail.text().contains("the last message of this kind today")))
          .hasSize(1);
      clock.turn(Duration.ofDays(1));
      record(lock());
      assertThat(arrived(owner.email(), LOCKED)).isEqualTo(6);
    }

    @Test
    void noticesCausedByStrangersUseUpNoOtherLimit() {
      for (int i = 0; i < 50; i++) {
        SignInId one = signIn();
        record(new CodeEvent.Refused(owner.id(), one, "sign-in", "wrong"));
        record(new SignInEvent.Ended(owner.id(), one, "started again"));
      }
      record(lock());
      assertThat(arrived(owner.email(), FAILED)).isOne();
      assertThat(arrived(owner.email(), LOCKED)).isOne();
    }
  }
}
