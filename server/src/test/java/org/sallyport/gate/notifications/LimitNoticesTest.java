package org.sallyport.gate.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.CodeEvent;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.LockEvent;
import org.sallyport.platform.events.facts.NotificationKind;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.ratelimit.Limit;
import org.sallyport.platform.ratelimit.LimitName;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class LimitNoticesTest {
  private static final String NEARLY = "A sending limit of Sallyport is nearly used up";
  private static final String USED_UP = "A sending limit of Sallyport is used up";
  private static final String SPRAYED = "Wrong codes for many Sallyport accounts from one address";

  @Autowired LimitNotices notices;
  @Autowired NoticeLimits noticeLimits;
  @Autowired RateLimits limits;
  @Autowired DomainEvents events;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired People people;
  @Autowired Rows rows;

  private People.Person admin;

  @BeforeEach
  void somebody() {
    admin = people.admin();
    rows.update("delete from rate_limit");
  }

  @AfterEach
  void theAdminIsGone() {
    rows.update("delete from account where id = ?", admin.id().value());
    rows.update("delete from rate_limit");
  }

  private static SignInId signIn() {
    return new SignInId(UUID.randomUUID());
  }

  private Received next(String subject) {
    return Inbox.next(admin.email(), mail -> subject.equals(mail.subject()));
  }

  private boolean adminsAreNotified() {
    return rows
        .query("select 1 from rate_limit where name = 'notice-kind' and share = 'admin-notice'")
        .stream()
        .findAny()
        .isPresent();
  }

  private void record(DomainEvent event, String address) {
    transaction.executeWithoutResult(
        status -> events.publish(event, new Origin(address, "a test")));
  }

  @Nested
  class Rule9_AdminsAreWarned {
    private void used(int times) {
      Limit limit = LimitName.SMS_PREFIX_HOUR.of(10);
      transaction.executeWithoutResult(
          status -> {
            for (int i = 0; i < times; i++) {
              limits.take(List.of(limit.demand(Quota.ANYONE, "+324").about("+324")));
            }
          });
    }

    @Test
    void atFourFifthsAndWhenAllIsUsedOnceEach() {
      used(7);
      notices.look();
      assertThat(adminsAreNotified()).isFalse();
      used(1);
      notices.look();
      assertThat(next(NEARLY).text())
          .contains("Limit: sms-prefix-hour")
          .contains("For: numbers that begin with +324, in new browsers")
          .contains("Used: 8 of 10")
          .containsPattern("Available again: \\d\\d:\\d\\d \\S+ on ");
      used(2);
      notices.look();
      assertThat(next(USED_UP).text()).contains("Used: 10 of 10");
      rows.update("delete from rate_limit where name = 'notice-kind'");
      notices.look();
      assertThat(adminsAreNotified()).isFalse();
      assertThat(rows.count("audit_event where type = 'SystemEvent.LimitReached'"))
          .isGreaterThanOrEqualTo(2);
    }
  }

  @Nested
  class NoticesToOneAddress {
    @Test
    void ofOneAccountSuppressNoneOfAnother() {
      AccountId one = people.byEmail().id();
      AccountId other = people.byEmail().id();
      assertThat(goes(one)).isTrue();
      assertThat(goes(one)).isFalse();
      assertThat(goes(other)).isTrue();
      assertThat(goes(other)).isFalse();
    }

    private boolean goes(AccountId about) {
      return Boolean.TRUE.equals(
          transaction.execute(
              status ->
                  noticeLimits
                      .take(
                          NotificationKind.FAILED_CODE, about.toString(), "ward@lindenmoor.example")
                      .isPresent()));
    }
  }

  @Nested
  class AFaultInOneLimit {
    @Test
    void losesNeitherItsWarningNorThoseOfOthers() {
      rows.update(
          """
          create function no_spray() returns trigger language plpgsql as $$
          begin raise exception 'a fault of the test'; end $$
          """);
      rows.update(
          """
          create trigger no_spray before insert on audit_event for each row
          when (new.type = 'SystemEvent.CodesSprayed') execute function no_spray()
          """);
      try {
        Limit spray = LimitName.WRONG_CODE_ACCOUNTS.of(1_000).warningAt(1);
        Limit other = LimitName.SMS_PREFIX_HOUR.of(1);
        transaction.executeWithoutResult(
            status ->
                limits.take(
                    List.of(
                        spray.demand(Quota.ANYONE, "192.0.2.1").about("192.0.2.1"),
                        other.demand(Quota.ANYONE, "+325").about("+325"))));
        notices.look();
        assertThat(next(USED_UP).text()).contains("+325");
        assertThat(Inbox.left(admin.email())).isEmpty();
      } finally {
        rows.update("drop function no_spray cascade");
      }
      notices.look();
      assertThat(next(SPRAYED).text()).contains("Address: 192.0.2.1");
      notices.look();
      assertThat(Inbox.left(admin.email())).isEmpty();
    }
  }

  @Nested
  class A07_CodesSprayedOverManyAccounts {
    private void wrongCode(AccountId account, String address) {
      record(new CodeEvent.Refused(account, signIn(), "sign-in", "wrong"), address);
    }

    /** Enough accounts to count as password spraying: ten, or one in twenty. */
    private List<AccountId> many() {
      for (int i = 0; i < 10; i++) {
        people.byEmail();
      }
      clock.turn(Duration.ofMinutes(1));
      long all = rows.count("account where disabled_at is null");
      return rows
          .query("select id from account where disabled_at is null limit ?", Math.max(10, all / 20))
          .stream()
          .map(row -> new AccountId((UUID) Objects.requireNonNull(row.get("id"))))
          .toList();
    }

    @Test
    void fromOneAddressAreNotifiedOnce() {
      List<AccountId> accounts = many();
      accounts.subList(1, accounts.size()).forEach(it -> wrongCode(it, "198.51.100.7"));
      notices.look();
      assertThat(adminsAreNotified()).isFalse();
      wrongCode(accounts.getFirst(), "198.51.100.7");
      notices.look();
      assertThat(next(SPRAYED).text())
          .contains("Address: 198.51.100.7")
          .contains("Accounts within an hour: " + accounts.size());
      rows.update("delete from rate_limit where name = 'notice-kind'");
      wrongCode(people.byEmail().id(), "198.51.100.7");
      notices.look();
      assertThat(adminsAreNotified()).isFalse();
    }

    @Test
    void inALargeHospitalTooAdminsAreNotifiedBeforeTheAddressIsThrottled() {
      rows.update(
          """
          insert into account (id, username, username_key, name, role, created_at)
          select gen_random_uuid(), 'large' || i, 'large' || i, 'Large', 'physician', now() from generate_series(1, 3000) i
          """);
      try {
        clock.turn(Duration.ofMinutes(1));
        rows.query("select id from account where name = 'Large' limit ?", 99)
            .forEach(
                row ->
                    wrongCode(
                        new AccountId((UUID) Objects.requireNonNull(row.get("id"))),
                        "198.51.100.9"));
        notices.look();
        assertThat(next(SPRAYED).text()).contains("Address: 198.51.100.9");
      } finally {
        rows.update("delete from account where name = 'Large'");
        clock.turn(Duration.ofMinutes(1));
      }
    }

    @Test
    void oneInTwentyIsTenAtLeastAndNeverMoreThanAnAddressGetsTo() {
      assertThat(SprayedCodes.many(1, 100)).isEqualTo(10);
      assertThat(SprayedCodes.many(400, 100)).isEqualTo(20);
      assertThat(SprayedCodes.many(3_000, 100)).isEqualTo(80);
      assertThat(SprayedCodes.many(3_000, 5)).isEqualTo(4);
      assertThat(SprayedCodes.many(3_000, 0)).isEqualTo(1);
    }

    @Test
    void manyOfOneAccountAreNoSpray() {
      AccountId account = people.byEmail().id();
      for (int i = 0; i < 100; i++) {
        wrongCode(account, "198.51.100.8");
      }
      notices.look();
      assertThat(adminsAreNotified()).isFalse();
    }

    @Test
    void fromAddressesOfOneNetworkAreOneSource() {
      int i = 0;
      for (AccountId account : many()) {
        wrongCode(account, "2001:db8:7:7::" + Integer.toHexString(++i));
      }
      notices.look();
      assertThat(next(SPRAYED).text()).contains("2001:db8:7:7::");
    }
  }

  @Nested
  class I05_OneLimitForAllKindsOfNotices {
    @Test
    void anAddressGetsSoManyADayAndTheFirstOfEachKindInAnyCase() {
      People.Person owner = people.byEmail();
      for (int i = 0; i < 10; i++) {
        for (DomainEvent event : changes(owner.id())) {
          record(event, "203.0.113.9");
        }
      }
      record(new LockEvent.Locked(owner.id(), signIn(), "L-1"), "203.0.113.9");
      record(new LockEvent.Locked(owner.id(), signIn(), "L-2"), "203.0.113.9");
      int kinds = changes(owner.id()).size() + 1;
      assertThat(Inbox.next(owner.email(), mail -> mail.text().contains("L-1"))).isNotNull();
      assertThat(sent(owner)).isLessThanOrEqualTo(40 + kinds);
      assertThat(Inbox.left(owner.email()).stream().filter(mail -> mail.text().contains("L-2")))
          .isEmpty();
    }

    private long sent(People.Person owner) {
      return Inbox.left(owner.email()).size() + 1L;
    }

    private List<DomainEvent> changes(AccountId account) {
      return List.of(
          new AccountEvent.PasswordChanged(account, null, "settings"),
          new AccountEvent.MethodChanged(account, null, "email", "sms"),
          new AccountEvent.DeviceLinked(account, signIn(), "totp", "Phone"),
          new AccountEvent.DeviceUnlinked(account, signIn(), "totp", "Phone"),
          new AccountEvent.RecoveryCodesMade(account, signIn()),
          new AccountEvent.ActivationCodeUsed(account, signIn()));
    }
  }
}
