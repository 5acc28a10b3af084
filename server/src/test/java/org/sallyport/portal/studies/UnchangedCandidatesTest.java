package org.sallyport.portal.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.session.SessionLookup;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.grants.Candidate;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Shares;
import org.sallyport.testing.database.Snapshots;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/* A separate application: other tests must not change its clock. */
@TestPropertySource(properties = "still=yes")
@SallyportTest
class UnchangedCandidatesTest {
  private static final String SHARER = "Dr Emile Vuurtoren";
  private static final int TRIES = 100;

  @LocalServerPort int port;
  @Autowired UnchangedCandidates unchanged;
  @Autowired SessionLookup sessions;
  @Autowired Shares shares;
  @Autowired Snapshots snapshots;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;
  @Autowired TransactionTemplate transaction;

  private final StudyUid study = new TestStudy().uid();
  private Person person;
  private AccountId account;

  @BeforeEach
  void somebody() {
    person = people.byEmail();
    account = person.id();
  }

  @Test
  void areNotReadAgainWhileNothingIsCommitted() {
    shares.share(study, account, SHARER, null);
    assertThat(isReused()).isTrue();
  }

  /** Scheduled tasks commit too, so that some of the reads have a snapshot of their own. */
  private boolean isReused() {
    Set<Candidate> read = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < TRIES; i++) {
      read.add(asked().orElseThrow());
    }
    return read.size() < TRIES;
  }

  @RepeatedTest(20)
  void areReadAgainAfterAnyCommit() {
    shares.share(study, account, SHARER, null);
    assertThat(asked()).isPresent();
    shares.withdraw(study, account, SHARER);
    assertThat(asked()).isEmpty();
    shares.share(study, account, SHARER, null);
    assertThat(asked()).isPresent();
  }

  @Test
  void areReadAgainIfNoSnapshotIsKnown() {
    transaction.executeWithoutResult(
        status -> {
          shares.share(study, account, SHARER, null);
          assertThat(asked(DatabaseSnapshot.UNKNOWN)).isPresent();
          shares.withdraw(study, account, SHARER);
          assertThat(asked(DatabaseSnapshot.UNKNOWN)).isEmpty();
        });
  }

  @Test
  void areReadAgainAfterACommitAmongManyTransactions() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(threads.submit(() -> writeUntil(over)));
      }
      try {
        for (int i = 0; i < 200; i++) {
          shares.share(study, account, SHARER, null);
          assertThat(asked()).isPresent();
          asked();
          shares.withdraw(study, account, SHARER);
          assertThat(asked()).isEmpty();
        }
      } finally {
        over.set(true);
      }
      for (Future<?> other : others) {
        other.get();
      }
    }
  }

  /** Commits and rolls back, with savepoints, in an order other than that of the beginnings. */
  private void writeUntil(AtomicBoolean over) {
    AccountId other = people.byEmail().id();
    while (!over.get()) {
      transaction.executeWithoutResult(
          status -> {
            shares.share(study, other, SHARER, null);
            Object savepoint = status.createSavepoint();
            shares.withdraw(study, other, SHARER);
            if (ThreadLocalRandom.current().nextBoolean()) {
              status.rollbackToSavepoint(savepoint);
            }
            asked();
            if (ThreadLocalRandom.current().nextBoolean()) {
              status.setRollbackOnly();
            }
          });
    }
  }

  @Test
  void areFoundByTheSnapshotOfASession() {
    shares.share(study, account, SHARER, null);
    String token = Visitors.signedIn(person, port).cookie("__Host-sid");
    for (int i = 0; i < TRIES; i++) {
      assertThat(unchanged.read(account, study)).isPresent();
      Visitor visitor = sessions.session(token, false).orElseThrow().visitor();
      if (unchanged.known(account, study, visitor.snapshot()).isPresent()) {
        return;
      }
    }
    fail("never found");
  }

  /** A transaction sees what it wrote itself, with the same snapshot as those that do not. */
  @RepeatedTest(20)
  void areNotThoseOfATransactionThatMayStillBeRolledBack() {
    transaction.executeWithoutResult(
        status -> {
          shares.share(study, account, SHARER, null);
          assertThat(asked()).isPresent();
          assertThat(CompletableFuture.supplyAsync(this::asked).join()).isEmpty();
          status.setRollbackOnly();
        });
    assertThat(asked()).isEmpty();
  }

  @Test
  void endWithTheirGrantThoughNothingIsCommitted() {
    shares.share(study, account, SHARER, clock.instant().plusMillis(500));
    assertThat(asked()).isPresent();
    clock.turn(Duration.ofMillis(499));
    assertThat(isReused()).isTrue();
    clock.turn(Duration.ofMillis(1));
    assertThat(asked()).isEmpty();
  }

  @Test
  void showWhatBeginsWithinASecond() {
    shares.share(study, account, SHARER, null);
    shares.share(study, account, "Dr Odile Zandbank", null);
    jdbc.sql("update share set valid_from = ? where account_id = ? and shared_by <> ?")
        .params(Timestamp.from(clock.instant().plusMillis(1)), account.value(), SHARER)
        .update();
    assertThat(asked().orElseThrow().grounds()).hasSize(1);
    clock.turn(Duration.ofSeconds(1));
    assertThat(asked().orElseThrow().grounds()).hasSize(2);
  }

  private Optional<Candidate> asked() {
    return asked(snapshots.take());
  }

  /** As a request does whose session was read with that snapshot. */
  private Optional<Candidate> asked(DatabaseSnapshot snapshot) {
    return unchanged.known(account, study, snapshot).or(() -> unchanged.read(account, study));
  }
}
