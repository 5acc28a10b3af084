package org.sallyport.gate.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.access.AddressBlock;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.crypto.KeyPurpose;
import org.sallyport.platform.crypto.KeyedHash;
import org.sallyport.platform.database.SeparateTransactions;
import org.sallyport.platform.retention.RetentionJob;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class ThrottleTest {
  private static final AddressBlock ADDRESS = AddressBlock.of("198.51.100.91");

  @Autowired Throttle throttle;
  @Autowired ThrottleStore counts;
  @Autowired LockProperties limits;
  @Autowired KeyedHash hash;
  @Autowired SeparateTransactions separate;
  @Autowired RetentionJob retention;
  @Autowired WrongPasswords wrongPasswords;
  @Autowired TransactionTemplate transaction;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;

  @Test
  void triesOfTheSameMomentDoNotRefuseEachOther() {
    assertThat(throttle.count("first-of-two", ADDRESS, null)).isEmpty();
    throttle.right("first-of-two", ADDRESS, null);
    clock.turn(Duration.ofMillis(-1));
    assertThat(throttle.count("second-of-two", ADDRESS, null))
        .as("it looked at the clock a moment earlier and was counted later")
        .isEmpty();
    clock.turn(Duration.ofMillis(1));
  }

  @Test
  void nobodyBehindAnAddressWaitsWhileTheCodeOfAnotherIsVerified() {
    AddressBlock shared = AddressBlock.of("198.51.100.92");
    transaction.executeWithoutResult(
        verification -> {
          throttle.countCode(shared);
          assertThat(CompletableFuture.supplyAsync(() -> throttle.count("neighbour", shared, null)))
              .succeedsWithin(Duration.ofSeconds(10))
              .isEqualTo(Optional.empty());
          throttle.takeBackCode(shared);
          verification.setRollbackOnly();
        });
    throttle.right("neighbour", shared, null);
    for (int i = 0; i < limits.addressDelayAfter(); i++) {
      assertThat(throttle.count("name " + i, shared, null)).as("try %d", i).isEmpty();
    }
    assertThat(throttle.count("one more", shared, null)).isPresent();
  }

  @Nested
  class ByAddress {
    @Test
    void allAddressesOfAnIpv6NetworkAreOne() {
      Optional<Instant> wait = Optional.empty();
      for (int i = 0; i <= limits.addressDelayAfter(); i++) {
        wait = throttle.count("v6 name " + i, AddressBlock.of("2001:db8:64:1::" + (i + 1)), null);
      }
      assertThat(wait).as("another address of the same /64").isPresent();
      assertThat(throttle.count("v6 name", AddressBlock.of("2001:db8:64:2::1"), null))
          .as("its neighbour")
          .isEmpty();
    }

    @Test
    void allNetworksOfAnIpv6SiteAreOneAfterMoreTries() {
      Optional<Instant> wait = Optional.empty();
      for (int i = 0; i <= limits.siteDelayAfter(); i++) {
        String network = Integer.toHexString(i + 1);
        wait = throttle.countAt("site", AddressBlock.of("2001:db8:48:" + network + "::1"));
      }
      assertThat(wait).as("another network of the same /48").isPresent();
      assertThat(throttle.countAt("site", AddressBlock.of("2001:db8:49::1"))).isEmpty();
    }

    @Test
    void addressesOfIpv4AreCountedAlone() {
      for (int i = 0; i <= limits.addressDelayAfter(); i++) {
        throttle.countAt("v4", AddressBlock.of("203.0.113.1"));
      }
      assertThat(throttle.countAt("v4", AddressBlock.of("203.0.113.1"))).isPresent();
      assertThat(throttle.countAt("v4", AddressBlock.of("203.0.113.2"))).isEmpty();
    }
  }

  @Nested
  class Rule41_AnAddressThatWaits {
    @Test
    void addsNoRowForTheNamesThatItInvents() {
      rows.update("delete from throttle");
      AddressBlock flooding = AddressBlock.of("203.0.113.77");
      for (int i = 0; i < limits.addressDelayAfter() + 200; i++) {
        throttle.count("flood " + i, flooding, null);
      }
      assertThat(rows.count("throttle")).isEqualTo(limits.addressDelayAfter() + 1L);
      rows.update("delete from throttle");
    }

    @Test
    void addsOneRowADayForAllNetworksOfAnIpv6Site() {
      rows.update("delete from wrong_password");
      long total = 0;
      for (int i = 1; i <= 30; i++) {
        String network = Integer.toHexString(i);
        Origin origin = new Origin("2001:db8:77:" + network + "::1", "a flood");
        total =
            Objects.requireNonNull(
                transaction.execute(status -> wrongPasswords.countThrottled(origin)));
      }
      assertThat(total).isEqualTo(30);
      assertThat(rows.count("wrong_password where network = '2001:db8:77::/48'")).isOne();
      assertThat(rows.count("wrong_password")).isOne();
    }
  }

  @Nested
  class Rule41_InventedNames {
    @Test
    void areRemovedOnceExpired() {
      rows.update("delete from throttle");
      throttle.count("invented", ADDRESS, null);
      clock.turn(limits.passwordFailureWindow());
      retention.run();
      assertThat(rows.count("throttle")).isEqualTo(2);
      clock.turn(Duration.ofMillis(1));
      retention.run();
      assertThat(rows.count("throttle")).isZero();
    }

    @Test
    void shareCountersIfThereAreTooManyAndShortenNoWait() {
      rows.update("delete from throttle");
      ThrottleStore small = store(20);
      byte[] victim = key("victim");
      for (int i = 0; i < limits.passwordDelayAfter(); i++) {
        small.count(victim, limits.passwordDelayAfter());
      }
      assertThat(small.count(victim, limits.passwordDelayAfter())).isPresent();
      for (int i = 0; i < 30; i++) {
        small.count(key("filler " + i), 5);
      }
      clock.turn(Duration.ofSeconds(10));
      for (int i = 0; i < limits.passwordDelayAfter(); i++) {
        small.count(victim, limits.passwordDelayAfter());
      }
      assertThat(small.count(victim, limits.passwordDelayAfter()))
          .as("a count that is there is kept")
          .isPresent();

      long full = rows.count("throttle");
      byte[] name = key("one more");
      byte[] sibling = name.clone();
      sibling[31]++;
      assertThat(small.count(name, 1)).isEmpty();
      for (int i = 1; i < 10; i++) {
        assertThat(small.count(sibling, 1)).as("try %d", i).isEmpty();
      }
      assertThat(small.count(name, 1)).as("ten times as many, together").isPresent();
      assertThat(rows.count("throttle")).isEqualTo(full + 1);
      rows.update("delete from throttle");
    }

    private byte[] key(String name) {
      return hash.of(KeyPurpose.THROTTLE, "test", name);
    }

    private ThrottleStore store(int most) {
      return new ThrottleStore(
          separate,
          hash,
          new LockProperties(
              limits.after(),
              limits.codeDelayAfter(),
              limits.codeInitialDelay(),
              limits.codeMaxDelay(),
              limits.passwordDelayAfter(),
              limits.addressDelayAfter(),
              limits.siteDelayAfter(),
              most,
              limits.passwordInitialDelay(),
              limits.passwordMaxDelay(),
              limits.passwordFailureWindow()),
          clock);
    }
  }
}
