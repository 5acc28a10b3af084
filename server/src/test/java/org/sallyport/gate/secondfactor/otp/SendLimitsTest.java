package org.sallyport.gate.secondfactor.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountCounts;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.ratelimit.Decision;
import org.sallyport.platform.ratelimit.Demand;
import org.sallyport.platform.ratelimit.MessageLimits;
import org.sallyport.platform.ratelimit.Quota;
import org.sallyport.platform.ratelimit.RateLimits;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("slow")
@SallyportTest
class SendLimitsTest {
  private static final int ACCOUNTS = 1_000;
  private static final int BATCH = 50;

  @Autowired MessageLimits messages;
  @Autowired AccountCounts counts;
  @Autowired RateLimits limits;
  @Autowired Accounts accounts;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired Rows rows;

  private SendLimits sendLimits;

  /** The computed limits; those of the application under test are set explicitly. */
  @BeforeEach
  void computeLimits() {
    sendLimits =
        new SendLimits(
            messages,
            counts,
            new OtpProperties(
                Set.of(OtpProperties.SentBy.SMS),
                6,
                Duration.ofMinutes(20),
                OtpProperties.Scope.ACCOUNT,
                Duration.ofSeconds(30),
                5,
                5,
                15,
                null,
                null,
                null,
                null,
                null,
                OtpProperties.SpokenDigits.WORDS));
  }

  @AfterEach
  void leaveNothing() {
    rows.update("delete from account where username like 'hospital%'");
    rows.update("delete from rate_limit");
    clock.turn(Duration.ofMinutes(1));
  }

  private List<Account> hospital() {
    rows.update("delete from rate_limit");
    rows.update(
        """
        insert into account (id, username, username_key, name, role, phone, method, created_at)
        select gen_random_uuid(), 'hospital' || n, 'hospital' || n, 'Dr ' || n, 'physician', '+32490' || lpad(n::text, 6, '0'),
               'sms', now()
          from generate_series(1, ?) n
        """,
        ACCOUNTS);
    clock.turn(Duration.ofMinutes(1));
    return accounts.all().stream()
        .filter(account -> account.username().startsWith("hospital"))
        .toList();
  }

  /** The number of requesters that get no SMS. */
  private int lockedOut(List<Account> asking, boolean known) {
    int refused = 0;
    for (int from = 0; from < asking.size(); from += BATCH) {
      List<Account> batch = asking.subList(from, Math.min(asking.size(), from + BATCH));
      Integer here =
          transaction.execute(
              status -> (int) batch.stream().filter(account -> isRefused(account, known)).count());
      refused += here == null ? 0 : here;
    }
    return refused;
  }

  private boolean isRefused(Account account, boolean known) {
    Destination phone = Destination.sms(String.valueOf(account.phone()));
    return limits.take(
            sendLimits.demands(
                account, phone, ownNetwork(account), known ? Quota.KNOWN_BROWSER : Quota.ANYONE))
        instanceof Decision.UsedUp;
  }

  /** The limit of a network is not what these tests are about. */
  private static AddressBlock ownNetwork(Account account) {
    return AddressBlock.of(account.id().toString());
  }

  /** As after a server's clock was ahead, and is corrected. */
  @Test
  void accountsAreCountedAnewAfterTheClockWasSetBack() {
    clock.turn(Duration.ofDays(1));
    counts.enabled();
    clock.turn(Duration.ofDays(-1));
    hospital();
    assertThat(counts.enabled()).isGreaterThanOrEqualTo(ACCOUNTS);
  }

  /** All of a hospital behind one address: who answers makes room for the next. */
  @Test
  void A07_aNetworkWhoseCodesAreAnsweredIsNotStopped() {
    List<Demand> one = sendLimits.ofNetwork(AddressBlock.of("192.0.2.1"));
    int most = 50;
    for (int round = 0; round < 2; round++) {
      transaction.executeWithoutResult(
          status -> {
            for (int i = 0; i < most; i++) {
              assertThat(limits.take(one)).isInstanceOf(Decision.Met.class);
            }
            limits.giveBack(one, most);
          });
    }
    transaction.executeWithoutResult(
        status -> {
          for (int i = 0; i < most; i++) {
            limits.take(one);
          }
          assertThat(limits.take(one)).isInstanceOf(Decision.UsedUp.class);
        });
  }

  /** With the passwords of half a hospital: one address, or one /64 of IPv6. */
  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "2001:db8:1:2::%x"})
  void A07_fiveHundredRightPasswordsOfOneNetworkSendCodesToATenthOfTheAccounts(String network) {
    List<Account> hospital = hospital();
    List<Account> asking = hospital.subList(0, ACCOUNTS / 2);
    int sent = 0;
    for (int from = 0; from < asking.size(); from += BATCH) {
      int first = from;
      Integer here =
          transaction.execute(
              status ->
                  (int)
                      IntStream.range(first, first + BATCH)
                          .filter(i -> isSent(asking.get(i), network, i))
                          .count());
      sent += here == null ? 0 : here;
    }
    // Accounts of other tests count, too.
    assertThat(sent).isEqualTo(counts.enabled() / 10).isLessThan(asking.size() / 2);
    assertThat(lockedOut(hospital.subList(ACCOUNTS / 2, ACCOUNTS), true))
        .as("the others, in browsers that they know")
        .isZero();
    assertThat(lockedOut(hospital.subList(ACCOUNTS / 2, ACCOUNTS), false))
        .as("the others, at other networks")
        .isZero();
  }

  private boolean isSent(Account account, String network, int number) {
    AddressBlock from = AddressBlock.of(String.format(Locale.ROOT, network, number));
    Destination phone = Destination.sms(String.valueOf(account.phone()));
    return limits.take(sendLimits.demands(account, phone, from, Quota.ANYONE))
        instanceof Decision.Met;
  }

  @Nested
  class Rule9_LimitsOfTheInstallation {
    @Test
    void signInsOfEveryAccountInAnHourAndAFifthMoreLockNobodyOut() {
      List<Account> asking = new ArrayList<>(hospital());
      asking.addAll(asking.subList(0, ACCOUNTS / 5));
      assertThat(lockedOut(asking, false)).isZero();
    }

    @Test
    void strangersWhoUseUpTheWholeInstallationLeaveKnownBrowsersTheirShare() {
      List<Account> hospital = hospital();
      lockedOut(hospital.subList(0, BATCH), false);
      rows.update(
          "update rate_limit set used = max_uses where share = 'anyone' and name <> 'destination'");
      assertThat(lockedOut(hospital.subList(0, BATCH), false)).isEqualTo(BATCH);
      assertThat(lockedOut(hospital.subList(0, 4 * BATCH), true)).isZero();
    }
  }

  @Nested
  class C08_SmsPumping {
    @Test
    void aRangeOfNumbersThatNoAccountHasEndsAtItsOwnLimitAndLeavesTheOthers() {
      List<Account> hospital = hospital();
      Account attacker = hospital.getFirst();
      int sent = 0;
      for (int from = 0; from < 200; from += BATCH) {
        int first = from;
        Integer here =
            transaction.execute(
                status -> {
                  int met = 0;
                  for (int i = first; i < first + BATCH; i++) {
                    met += isRefused(attacker, premium(i)) ? 0 : 1;
                  }
                  return met;
                });
        sent += here == null ? 0 : here;
      }
      assertThat(sent).isEqualTo(100);
      assertThat(lockedOut(hospital.subList(1, BATCH), false)).isZero();
    }

    @Test
    void theCodesOfSharesCountAgainstTheSameLimit() {
      List<Account> hospital = hospital();
      assertThat(sharesSent(150)).isEqualTo(100);
      Boolean refused = transaction.execute(status -> isRefused(hospital.getFirst(), premium(150)));
      assertThat(refused).isTrue();
      assertThat(lockedOut(hospital.subList(0, BATCH), false)).isZero();
    }

    private long sharesSent(int asked) {
      Long sent =
          transaction.execute(
              status ->
                  IntStream.range(0, asked)
                      .filter(
                          i ->
                              limits.take(sendLimits.demands(Quota.ANYONE, premium(i)))
                                  instanceof Decision.Met)
                      .count());
      return sent == null ? 0 : sent;
    }

    private boolean isRefused(Account account, String number) {
      return limits.take(
              sendLimits.demands(
                  account, Destination.sms(number), ownNetwork(account), Quota.ANYONE))
          instanceof Decision.UsedUp;
    }

    private static String premium(int number) {
      return String.format(Locale.ROOT, "+37281%06d", number);
    }
  }
}
