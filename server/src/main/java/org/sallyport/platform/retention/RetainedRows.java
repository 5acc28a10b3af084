package org.sallyport.platform.retention;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of a table that are deleted after a retention period. A module registers each of its tables
 * as a bean.
 */
public interface RetainedRows {

  String table();

  RetentionPeriod period();

  /**
   * Deletes some of the rows that expired before a moment, in the caller's transaction.
   *
   * @param most the maximum number
   * @return how many it deleted; fewer than {@code most} if there are no more to delete
   */
  int remove(Instant before, int most);

  /**
   * The rows that match a condition.
   *
   * @param condition in SQL, with {@code :before} for the moment
   */
  static RetainedRows of(JdbcClient jdbc, String table, RetentionPeriod period, String condition) {
    return new ExpiredRows(jdbc, table, period, condition);
  }
}
