package org.sallyport.platform.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.sallyport.platform.tables.RetainedRows;
import org.sallyport.platform.tables.Tables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes expired rows, table by table, in short transactions, on one node at a time. A failing
 * table is logged and counted, and does not block the others.
 */
@Component
public class RetentionJob {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);
  private static final long ADVISORY_LOCK = 0x5a11_9041L;
  private static final int BUSY = -1;

  private final List<RetainedRows> tables;
  private final RetentionProperties settings;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final MeterRegistry meters;
  private final Clock clock;

  @Autowired
  RetentionJob(
      Tables tables,
      RetentionProperties settings,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      MeterRegistry meters,
      Clock clock) {
    this(tables.retained(), settings, jdbc, transaction, meters, clock);
  }

  RetentionJob(
      List<RetainedRows> tables,
      RetentionProperties settings,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      MeterRegistry meters,
      Clock clock) {
    this.tables = tables;
    this.settings = settings;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.meters = meters;
    this.clock = clock;
    // All counters exist from the start.
    tables.forEach(this::deleted);
    tables.forEach(this::failures);
  }

  private Counter deleted(RetainedRows rows) {
    return meters.counter("sallyport.retention.deleted", "table", rows.table());
  }

  private Counter failures(RetainedRows rows) {
    return meters.counter("sallyport.retention.failures", "table", rows.table());
  }

  @Scheduled(
      initialDelayString = "${sallyport.retention.interval:1h}",
      fixedDelayString = "${sallyport.retention.interval:1h}")
  public void run() {
    tables.forEach(this::removeAll);
  }

  private void removeAll(RetainedRows rows) {
    long removed = 0;
    try {
      int batch;
      do {
        batch = removeBatch(rows);
        removed += Math.max(0, batch);
      } while (batch >= settings.batchSize());
    } catch (RuntimeException e) {
      failures(rows).increment();
      LOG.error("old rows of {} could not be removed: {}", rows.table(), e.toString());
    }
    if (removed > 0) {
      deleted(rows).increment((double) removed);
      LOG.info("removed {} expired rows of {}", removed, rows.table());
    }
  }

  private int removeBatch(RetainedRows rows) {
    Instant now = clock.instant();
    Instant before = now.minus(settings.of(rows.period()));
    Integer removed =
        transaction.execute(
            status ->
                isMine()
                    ? rows.removal().remove(jdbc, before, now, settings.batchSize())
                    : Integer.valueOf(BUSY));
    return removed == null ? 0 : removed;
  }

  private boolean isMine() {
    return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", ADVISORY_LOCK)
        .query(Boolean.class)
        .single();
  }
}
