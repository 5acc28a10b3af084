package org.sallyport.retention;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of a table that leave it after a time. A room registers each of its tables as a bean. */
public interface RetainedRows {

  String table();

  RetentionPeriod period();

  /**
   * Removes some of the rows that were over before a moment, in the caller's transaction.
   *
   * @param most so many at most
   * @return how many it removed; fewer than {@code most} if no more are to be removed
   */
  int remove(Instant before, int most);

  /**
   * The rows that fulfil a condition.
   *
   * @param condition in SQL, with {@code :before} for the moment
   */
  static RetainedRows of(JdbcClient jdbc, String table, RetentionPeriod period, String condition) {
    return new OldRows(jdbc, table, period, condition);
  }
}
