package org.sallyport.platform.crypto;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Encrypts values of an older key or of the first format anew, with the current key, so that nobody
 * loses an app, a push notification, a delayed change or a message when the older key is retired
 * (rule 42). It runs in short transactions, on one node at a time, and repeatedly: a node that was
 * not restarted yet still encrypts with the older key. With one key in the file and no value of the
 * first format there is nothing to do.
 */
@Component
public class ResealJob {
  private static final Logger LOG = LoggerFactory.getLogger(ResealJob.class);
  private static final long ADVISORY_LOCK = 0x5a11_5ea1L;
  private static final int BATCH = 200;
  private static final long UNCOUNTED = -1;
  private static final UUID START = new UUID(0, 0);

  private final List<SealedColumn> columns;
  private final Sealer sealer;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final MeterRegistry meters;
  private final Map<SealedColumn, AtomicLong> firstFormat = new ConcurrentHashMap<>();

  ResealJob(
      SealedColumn.Source columns,
      Sealer sealer,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    this.columns = columns.sealedColumns();
    this.sealer = sealer;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.meters = meters;
    // All counters exist from the start.
    this.columns.forEach(this::resealed);
    this.columns.forEach(this::failures);
    this.columns.forEach(this::ofFirstFormat);
  }

  private Counter resealed(SealedColumn column) {
    return meters.counter("sallyport.reseal.values", "table", column.table());
  }

  private Counter failures(SealedColumn column) {
    return meters.counter("sallyport.reseal.failures", "table", column.table());
  }

  /** The number of values of the first format, as the last run counted them. */
  private AtomicLong ofFirstFormat(SealedColumn column) {
    return firstFormat.computeIfAbsent(
        column,
        it ->
            Objects.requireNonNull(
                meters.gauge(
                    "sallyport.reseal.first.format",
                    Tags.of("table", it.table(), "column", it.column()),
                    new AtomicLong(UNCOUNTED))));
  }

  /** A row with a value of an older key or of the first format. */
  private static final class Row {
    private final UUID id;
    private final byte[] sealed;

    Row(UUID id, byte[] sealed) {
      this.id = id;
      this.sealed = sealed;
    }
  }

  @Scheduled(initialDelay = 10, fixedDelay = 300, timeUnit = TimeUnit.SECONDS)
  public void run() {
    for (SealedColumn column : columns) {
      AtomicLong left = ofFirstFormat(column);
      if (older().length > 0 || left.get() != 0) {
        sealAll(column);
      }
      if (left.get() != 0) {
        left.set(count(column));
      }
    }
  }

  /** Once there are none, there are none until the next start: no server writes them any more. */
  private long count(SealedColumn column) {
    return jdbc.sql(
            String.format(
                Locale.ROOT,
                "select count(*) from %s where %s and get_byte(%s, 0) < 128",
                column.table(),
                column.isSealedOtherwise(),
                column.column()))
        .param("keys", sealer.keyIds())
        .param("older", older())
        .query(Long.class)
        .single();
  }

  /** The ids of all keys but the current one. */
  private byte[][] older() {
    byte[][] all = sealer.keyIds();
    return Arrays.copyOfRange(all, 1, all.length);
  }

  private void sealAll(SealedColumn column) {
    try {
      UUID after = START;
      List<Row> batch;
      do {
        batch = batch(column, after);
        after = batch.isEmpty() ? after : batch.getLast().id;
      } while (batch.size() == BATCH);
    } catch (RuntimeException e) {
      failures(column).increment();
      LOG.error("values of {} were not encrypted anew: {}", column.table(), e.toString());
    }
  }

  private List<Row> batch(SealedColumn column, UUID after) {
    return Objects.requireNonNull(
        transaction.execute(status -> isMine() ? sealBatch(column, after) : List.<Row>of()));
  }

  /** Rows that are locked are left to the next run, so that neither side waits. */
  private List<Row> sealBatch(SealedColumn column, UUID after) {
    String sql =
        String.format(
            Locale.ROOT,
            "select %1$s, %2$s from %3$s where %1$s > :after and %4$s order by %1$s limit :most for update skip locked",
            column.id(),
            column.column(),
            column.table(),
            column.isSealedOtherwise());
    List<Row> rows =
        jdbc.sql(sql)
            .param("after", after)
            .param("keys", sealer.keyIds())
            .param("older", older())
            .param("most", BATCH)
            .query((row, number) -> new Row(row.getObject(1, UUID.class), row.getBytes(2)))
            .list();
    rows.forEach(row -> seal(column, row));
    return rows;
  }

  /** A value that was altered cannot be decrypted: nobody can use it, and it stays as it is. */
  private void seal(SealedColumn column, Row row) {
    SealContext context = column.context(row.id.toString());
    String text;
    try {
      text = sealer.open(row.sealed, context);
    } catch (IllegalStateException e) {
      failures(column).increment();
      LOG.error("{} of row {} of {} cannot be decrypted", column.column(), row.id, column.table());
      return;
    }
    jdbc.sql(
            String.format(
                Locale.ROOT,
                "update %s set %s = :new where %s = :id",
                column.table(),
                column.column(),
                column.id()))
        .param("new", sealer.seal(text, context))
        .param("id", row.id)
        .update();
    resealed(column).increment();
  }

  private boolean isMine() {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query(Boolean.class)
        .single();
  }
}
