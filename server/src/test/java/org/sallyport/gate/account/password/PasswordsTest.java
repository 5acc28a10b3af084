package org.sallyport.gate.account.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.password.PasswordVerification.Busy;
import org.sallyport.gate.account.password.PasswordVerification.Right;
import org.sallyport.gate.account.password.PasswordVerification.Wrong;
import org.sallyport.platform.crypto.TestSecrets;
import org.sallyport.platform.ids.AccountId;
import org.springframework.util.unit.DataSize;

class PasswordsTest {
  private static final PasswordProperties CHEAP =
      new PasswordProperties(12, DataSize.ofKilobytes(64), 1, 1, 64);

  private final TestSecrets secrets = new TestSecrets();
  private final Counted counted = new Counted(new PureArgon2());
  private HashingPool hashingPool = new HashingPool(64, () -> counted);

  @AfterEach
  void stopThreads() {
    hashingPool.close();
  }

  private Passwords passwords(PasswordProperties properties) {
    return new Passwords(
        hashingPool,
        secrets.passwordKey(),
        secrets.randomValues(Clock.systemUTC()),
        name -> properties.cost(),
        properties);
  }

  @Nested
  class Rule33_EveryRefusalCostsTheSame {
    final Passwords passwords = passwords(CHEAP);

    @BeforeEach
    void forget() {
      counted.calls.set(0);
    }

    @Test
    void anEmptyPasswordIsRefusedAfterOneHash() {
      Account account = account(passwords.hash("meadow-lantern-42"), null);
      counted.calls.set(0);
      assertThat(passwords.verify(account, "")).isEqualTo(new Wrong());
      assertThat(counted.calls).hasValue(1);
    }

    @Test
    void anUnknownAccountIsRefusedAfterOneHash() {
      assertThat(passwords.verify("nobody", null, "meadow-lantern-42")).isEqualTo(new Wrong());
      assertThat(counted.calls).hasValue(1);
      assertThat(counted.last).isEqualTo(CHEAP.cost());
    }

    @Test
    void anAccountThatWasNeverActivatedIsRefusedAfterOneHash() {
      assertThat(passwords.verify(account(null, null), "meadow-lantern-42")).isEqualTo(new Wrong());
      assertThat(counted.calls).hasValue(1);
    }

    @Test
    void aDisabledAccountIsRefusedAfterOneHashThoughThePasswordIsRight() {
      Account disabled = account(passwords.hash("meadow-lantern-42"), Instant.EPOCH);
      counted.calls.set(0);
      assertThat(passwords.verify(disabled, "meadow-lantern-42")).isEqualTo(new Wrong());
      assertThat(counted.calls).hasValue(1);
    }

    @Test
    void aWrongPasswordIsRefusedAfterOneHash() {
      Account account = account(passwords.hash("meadow-lantern-42"), null);
      counted.calls.set(0);
      assertThat(passwords.verify(account, "meadow-lantern-43")).isEqualTo(new Wrong());
      assertThat(counted.calls).hasValue(1);
    }

    @Test
    void I03_alsoWhereTheParametersWereRaisedSince() {
      PasswordProperties raised = new PasswordProperties(12, DataSize.ofKilobytes(128), 1, 1, 64);
      Account old = account(passwords.hash("meadow-lantern-42"), null);
      Passwords later =
          new Passwords(
              hashingPool,
              secrets.passwordKey(),
              secrets.randomValues(Clock.systemUTC()),
              name -> name.startsWith("old") ? CHEAP.cost() : raised.cost(),
              raised);
      for (String password : List.of("meadow-lantern-43", "", "x".repeat(1 << 20))) {
        counted.calls.set(0);
        assertThat(later.verify("old name", old, password)).isEqualTo(new Wrong());
        assertThat(counted.last)
            .as("an account that has not signed in since")
            .isEqualTo(CHEAP.cost());
        assertThat(later.verify("old nobody", null, password)).isEqualTo(new Wrong());
        assertThat(counted.last).as("an unknown name among them").isEqualTo(CHEAP.cost());
        assertThat(later.verify("new nobody", null, password)).isEqualTo(new Wrong());
        assertThat(counted.last).as("and one among the others").isEqualTo(raised.cost());
        assertThat(counted.calls).hasValue(3);
      }
    }

    @Test
    void aPasswordOfAMegabyteIsRefusedAfterOneHashOfNothing() {
      Account account = account(passwords.hash("meadow-lantern-42"), null);
      counted.calls.set(0);
      assertThat(passwords.verify(account, "x".repeat(1 << 20))).isEqualTo(new Wrong());
      assertThat(counted.calls).hasValue(1);
      assertThat(counted.lastLength).isOne();
    }
  }

  @Nested
  class Rule37_WhatAPasswordIs {
    final Passwords passwords = passwords(CHEAP);

    @Test
    void theRightOneIsRight() {
      assertThat(
              passwords.verify(
                  account(passwords.hash("meadow-lantern-42"), null), "meadow-lantern-42"))
          .isEqualTo(new Right(false));
    }

    @Test
    void everyCharacterCounts() {
      String eighty = "a".repeat(74) + "b" + "c".repeat(5);
      String other = "a".repeat(74) + "d" + "c".repeat(5);
      Account account = account(passwords.hash(eighty), null);
      assertThat(passwords.verify(account, eighty)).isEqualTo(new Right(false));
      assertThat(passwords.verify(account, other)).isEqualTo(new Wrong());
    }

    @Test
    void aLetterIsTheSameHoweverAKeyboardComposesIt() {
      String composed = "caf\u00e9-meadow-lantern";
      String decomposed = "cafe\u0301-meadow-lantern";
      assertThat(passwords.verify(account(passwords.hash(composed), null), decomposed))
          .isEqualTo(new Right(false));
      assertThat(passwords.verify(account(passwords.hash(decomposed), null), composed))
          .isEqualTo(new Right(false));
    }

    @Test
    void twoHundredAndFiftySixCodePointsAreTakenInAnyForm() {
      String longest = "\u1f82".repeat(256);
      String decomposed = java.text.Normalizer.normalize(longest, java.text.Normalizer.Form.NFD);
      Account account = account(passwords.hash(longest), null);
      assertThat(decomposed).hasSize(1024);
      assertThat(passwords.verify(account, decomposed)).isEqualTo(new Right(false));
      assertThat(passwords.verify(account, longest + "x")).isEqualTo(new Wrong());
      assertThatThrownBy(() -> passwords.hash(longest + "x"))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSamePasswordIsNeverStoredTwiceAlike() {
      assertThat(passwords.hash("meadow-lantern-42"))
          .isNotEqualTo(passwords.hash("meadow-lantern-42"));
    }

    @Test
    void itIsStoredWithAllThatMadeIt() {
      assertThat(passwords.hash("meadow-lantern-42"))
          .matches(
              "\\$sallyport\\$v=2\\$k=k1\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void itIsRenewedWhenTheParametersRise() {
      Account account = account(passwords.hash("meadow-lantern-42"), null);
      Passwords dearer = passwords(new PasswordProperties(12, DataSize.ofKilobytes(128), 1, 1, 64));
      assertThat(dearer.verify(account, "meadow-lantern-42")).isEqualTo(new Right(true));
      assertThat(dearer.verify(account, "meadow-lantern-43")).isEqualTo(new Wrong());
    }

    @Test
    void itIsRenewedWhenTheKeyIsNew() {
      Account account = account(passwords.hash("meadow-lantern-42"), null);
      secrets.turnKey("k2");
      Passwords later = passwords(CHEAP);
      assertThat(later.verify(account, "meadow-lantern-42")).isEqualTo(new Right(true));
      Account renewed = account(later.hash("meadow-lantern-42"), null);
      assertThat(later.verify(renewed, "meadow-lantern-42")).isEqualTo(new Right(false));
    }

    @Test
    void whoseKeyIsGoneIsRefusedAsAnybodyElse() {
      Account account = account(passwords.hash("meadow-lantern-42"), null);
      TestSecrets others = new TestSecrets("other");
      Passwords elsewhere =
          new Passwords(
              hashingPool,
              others.passwordKey(),
              others.randomValues(Clock.systemUTC()),
              name -> CHEAP.cost(),
              CHEAP);
      counted.calls.set(0);
      assertThat(elsewhere.verify(account, "meadow-lantern-42")).isEqualTo(new Wrong());
      assertThat(counted.calls).hasValue(1);
    }

    @Test
    void whoseFormIsUnknownIsRefusedAsAnybodyElse() {
      String stored = passwords.hash("meadow-lantern-42").replace("$v=2$", "$v=3$");
      counted.calls.set(0);
      assertThat(passwords.verify(account(stored, null), "meadow-lantern-42"))
          .isEqualTo(new Wrong());
      assertThat(counted.calls).hasValue(1);
    }

    @Test
    void aThiefOfTheDatabaseAloneCannotTestAGuess() {
      Account account = account(passwords.hash("meadow-lantern-42"), null);
      Passwords elsewhere =
          new Passwords(
              hashingPool,
              new TestSecrets().passwordKey(),
              secrets.randomValues(Clock.systemUTC()),
              name -> CHEAP.cost(),
              CHEAP);
      assertThat(elsewhere.verify(account, "meadow-lantern-42")).isEqualTo(new Wrong());
    }
  }

  @Nested
  class Rule37_HashingIsBounded {
    @Test
    void I06_aFloodIsQueuedUpToALimitAndThenRefused() throws Exception {
      hashingPool.close();
      Gate gate = new Gate();
      int line = 5;
      hashingPool = new HashingPool(line, () -> gate);
      Passwords passwords = passwords(CHEAP);
      int places = Runtime.getRuntime().availableProcessors() + line;
      List<PasswordVerification> answers = flood(passwords, 200, gate, places);
      assertThat(answers).filteredOn(Busy.class::isInstance).hasSize(200 - places);
      assertThat(answers).filteredOn(Wrong.class::isInstance).hasSize(places);
      assertThat(gate.mostAtOnce)
          .hasValueLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
      assertThat(passwords.verify("nobody", null, "after the flood")).isEqualTo(new Wrong());
    }

    @Test
    void aHashNeverRunsOnAVirtualThread() throws Exception {
      Passwords passwords = passwords(CHEAP);
      Thread.ofVirtual().start(() -> passwords.verify("nobody", null, "meadow-lantern-42")).join();
      assertThat(counted.onVirtualThread).isFalse();
    }

    private List<PasswordVerification> flood(Passwords passwords, int size, Gate gate, int places)
        throws Exception {
      try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<PasswordVerification>> answers = new ArrayList<>();
        AtomicInteger answered = new AtomicInteger();
        Callable<PasswordVerification> look =
            () -> {
              PasswordVerification passwordVerification =
                  passwords.verify("nobody", null, "meadow-lantern-42");
              if (answered.incrementAndGet() == size - places) {
                gate.open.countDown();
              }
              return passwordVerification;
            };
        for (int i = 0; i < size; i++) {
          answers.add(people.submit(look));
        }
        List<PasswordVerification> passwordVerification = new ArrayList<>();
        for (Future<PasswordVerification> answer : answers) {
          passwordVerification.add(answer.get());
        }
        return passwordVerification;
      }
    }
  }

  private static Account account(@Nullable String hash, @Nullable Instant disabledAt) {
    return new Account(
        new AccountId(new UUID(0, 1)),
        "h.brambleway",
        "Hazel Brambleway",
        Role.PHYSICIAN,
        "en",
        null,
        null,
        null,
        null,
        hash,
        null,
        disabledAt,
        null,
        0,
        null,
        null,
        null,
        java.util.Set.of(),
        false,
        java.util.Set.of(),
        null,
        null,
        null);
  }

  /** Counts the hashes and their parameters. */
  private static final class Counted implements Argon2 {
    final AtomicInteger calls = new AtomicInteger();
    private final Argon2 argon2;
    volatile @Nullable Cost last;
    volatile int lastLength;
    volatile boolean onVirtualThread;

    Counted(Argon2 argon2) {
      this.argon2 = argon2;
    }

    @Override
    public byte[] hash(Cost cost, byte[] password, byte[] salt) {
      calls.incrementAndGet();
      last = cost;
      lastLength = password.length;
      onVirtualThread |= Thread.currentThread().isVirtual();
      return argon2.hash(cost, password, salt);
    }
  }

  /** Blocks every hash until released. */
  private static final class Gate implements Argon2 {
    final java.util.concurrent.CountDownLatch open = new java.util.concurrent.CountDownLatch(1);
    final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();

    @Override
    public byte[] hash(Cost cost, byte[] password, byte[] salt) {
      mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        now.decrementAndGet();
      }
      return new byte[LENGTH - 1];
    }
  }
}
