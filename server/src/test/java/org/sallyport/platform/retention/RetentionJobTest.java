package org.sallyport.platform.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.platform.tables.RetainedRows;
import org.sallyport.platform.tables.RetentionPeriod;
import org.sallyport.platform.tables.RowRemoval;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
@ExtendWith(OutputCaptureExtension.class)
class RetentionJobTest {
  private static final Duration LITTLE = Duration.ofMillis(1);

  @Autowired RetentionJob job;
  @Autowired RetentionProperties settings;
  @Autowired Rows rows;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired People people;
  @Autowired TurnableClock clock;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant start = Instant.EPOCH;

  @BeforeEach
  void remember() {
    start = clock.instant();
  }

  @AfterEach
  void turnBack() {
    clock.set(start);
  }

  @Nested
  class Rule41 {
    @Test
    void aSignInLeavesThirteenMonthsAfterItWithAllThatBelongsToIt() {
      UUID signIn = signIn();
      rows.update(
          """
          insert into account_change (sign_in_id, kind, begun_at) values (?, 'phone', ?)
          """,
          signIn,
          now());
      clock.turn(settings.signIns());
      job.run();
      assertThat(rows.query("select id from sign_in where id = ?", signIn)).hasSize(1);
      clock.turn(LITTLE);
      job.run();
      assertThat(rows.query("select id from sign_in where id = ?", signIn)).isEmpty();
      assertThat(rows.query("select kind from account_change where sign_in_id = ?", signIn))
          .isEmpty();
    }

    @Test
    void aCodeLeavesThirtyDaysAfterItsEnd() {
      UUID signIn = signIn();
      rows.update(
          """
          insert into otp_code (id, account_id, sign_in_id, purpose, channel, destination, tag, code_hash, message_id,
                                sent_at, expires_at)
          select ?, account_id, id, 'sign-in', 'sms', '+32', 'K7', 'x', gen_random_uuid(), ?, ? from sign_in where id = ?
          """,
          UUID.randomUUID(),
          now(),
          now(),
          signIn);
      clock.turn(settings.codes());
      job.run();
      assertThat(rows.query("select id from otp_code where sign_in_id = ?", signIn)).hasSize(1);
      clock.turn(LITTLE);
      job.run();
      assertThat(rows.query("select id from otp_code where sign_in_id = ?", signIn)).isEmpty();
    }

    @Test
    void countsOfWhatWasSentLeaveAfterAWeek() {
      rows.update(
          "insert into rate_limit (key, name, share, used, max_uses, ends_at) values ('week', 'a', 'b', 1, 1, ?)",
          now());
      clock.turn(Duration.ofDays(7));
      job.run();
      assertThat(rows.count("rate_limit where key = 'week'")).isOne();
      clock.turn(LITTLE);
      job.run();
      assertThat(rows.count("rate_limit where key = 'week'")).isZero();
    }

    @Test
    void whatWasOpenedStaysForAsLongAsTheStudyIsThere() {
      People.Person reader = people.add(null, true, false, "physician");
      for (String study : List.of("1.2.41.1", "1.2.41.2")) {
        rows.update(
            "insert into study_opened (account_id, study_uid, opened_at) values (?, ?, ?)",
            reader.id().value(),
            study,
            now());
      }
      rows.update(
          "insert into study_index (study_uid, modalities, institution) values ('1.2.41.1', '{}', '')");
      clock.turn(settings.signIns().plus(LITTLE));
      job.run();
      assertThat(
              jdbc.sql("select study_uid from study_opened where account_id = :id")
                  .param("id", reader.id().value())
                  .query((row, number) -> row.getString(1))
                  .list())
          .containsExactly("1.2.41.1");
      rows.update("delete from study_index where study_uid = '1.2.41.1'");
    }
  }

  @Test
  void batchesAreBoundedAndGoOnUntilNothingIsLeft(CapturedOutput output) {
    double before = removed();
    many(25);
    Counted counted = new Counted(old().removal());
    job(10, with(counted)).run();
    assertThat(counted.removed).containsExactly(10, 10, 5);
    assertThat(rows.count("rate_limit where used = -41")).isZero();
    assertThat(removed() - before).isEqualTo(25);
    assertThat(output).contains("removed 25 expired rows of rate_limit");
  }

  @Test
  void aRowThatSomebodyHoldsIsLeftForTheNextTime() {
    many(2);
    transaction.executeWithoutResult(
        status -> {
          rows.query("select key from rate_limit where used = -41 limit 1 for update");
          Thread other = Thread.ofVirtual().start(() -> job(10, old()).run());
          join(other);
          assertThat(rows.count("rate_limit where used = -41")).isOne();
        });
    job(10, old()).run();
    assertThat(rows.count("rate_limit where used = -41")).isZero();
  }

  @Test
  void onlyOneNodeAtATimeRemoves() {
    many(1);
    CountDownLatch removing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    RetainedRows slow = with(new Slow(old().removal(), removing, goOn));
    Thread first = Thread.ofVirtual().start(() -> job(10, slow).run());
    await(removing);
    Counted second = new Counted(old().removal());
    job(10, with(second)).run();
    assertThat(second.removed).as("the other node is at it").isEmpty();
    goOn.countDown();
    join(first);
    assertThat(rows.count("rate_limit where used = -41")).isZero();
  }

  @Test
  void aTableThatFailsIsSeenAndDoesNotKeepTheOthersWaiting(CapturedOutput output) {
    many(1);
    RetainedRows broken =
        new RetainedRows(
            "outbox",
            RetentionPeriod.MESSAGES,
            RowRemoval.where("outbox", "no_such_column < :before"));
    job(10, broken, old()).run();
    assertThat(meters.counter("sallyport.retention.failures", "table", "outbox").count()).isOne();
    assertThat(output).contains("old rows of outbox could not be removed");
    assertThat(rows.count("rate_limit where used = -41")).isZero();
  }

  private RetentionJob job(int batch, RetainedRows... tables) {
    return new RetentionJob(
        List.of(tables),
        new RetentionProperties(
            settings.interval(),
            batch,
            settings.signIns(),
            settings.codes(),
            settings.messages(),
            settings.rateLimits(),
            settings.audit(),
            settings.auditExport()),
        jdbc,
        transaction,
        meters,
        clock);
  }

  private double removed() {
    return meters.counter("sallyport.retention.deleted", "table", "rate_limit").count();
  }

  private RetainedRows old() {
    return with(RowRemoval.where("rate_limit", "used = -41"));
  }

  private static RetainedRows with(RowRemoval removal) {
    return new RetainedRows("rate_limit", RetentionPeriod.RATE_LIMITS, removal);
  }

  private void many(int number) {
    for (int i = 0; i < number; i++) {
      rows.update(
          "insert into rate_limit (key, name, share, used, max_uses, ends_at) values (convert_to(?, 'UTF8'), 'a', 'b', -41, 1, ?)",
          "many" + i,
          now());
    }
  }

  private UUID signIn() {
    UUID id = UUID.randomUUID();
    rows.update(
        """
        insert into sign_in (id, account_id, state, password_at, last_seen_at, address, browser, attempt_expires_at)
        values (?, ?, 'password', ?, ?, '192.0.2.41', 'Firefox', ?)
        """,
        id,
        people.add(null, true, false, "physician").id().value(),
        now(),
        now(),
        now());
    return id;
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  /** Records how many rows each batch removed. */
  private static final class Counted implements RowRemoval {
    private final RowRemoval rows;
    private final List<Integer> removed = new ArrayList<>();

    Counted(RowRemoval rows) {
      this.rows = rows;
    }

    @Override
    public int remove(JdbcClient jdbc, Instant before, Instant now, int most) {
      int batch = rows.remove(jdbc, before, now, most);
      removed.add(batch);
      return batch;
    }
  }

  /** Stops in the middle of a batch until a test releases it. */
  private record Slow(RowRemoval rows, CountDownLatch removing, CountDownLatch goOn)
      implements RowRemoval {

    @Override
    public int remove(JdbcClient jdbc, Instant before, Instant now, int most) {
      int batch = rows.remove(jdbc, before, now, most);
      removing.countDown();
      await(goOn);
      return batch;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
