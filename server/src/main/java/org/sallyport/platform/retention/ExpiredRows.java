package org.sallyport.platform.retention;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of a table that match an SQL condition. Locked rows are skipped until the next run, so that
 * neither side waits.
 */
final class ExpiredRows implements RetainedRows {
  private final JdbcClient jdbc;
  private final String table;
  private final RetentionPeriod period;
  private final String condition;

  ExpiredRows(JdbcClient jdbc, String table, RetentionPeriod period, String condition) {
    this.jdbc = jdbc;
    this.table = table;
    this.period = period;
    this.condition = condition;
  }

  @Override
  public String table() {
    return table;
  }

  @Override
  public RetentionPeriod period() {
    return period;
  }

  @Override
  public int remove(Instant before, int most) {
    String old =
        "select ctid from " + table + " where " + condition + " limit :most for update skip locked";
    return jdbc.sql("delete from " + table + " where ctid = any (array(" + old + "))")
        .param("before", before)
        .param("most", most)
        .update();
  }
}
