package org.sallyport.platform.retention;

import java.time.Clock;
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

  /**
   * Rows that are of no use after their own end ({@code expires_at}) and are deleted then, not a
   * retention period later.
   *
   * @param period in which the settings and the list of tables count them
   */
  static RetainedRows untilTheirEnd(
      JdbcClient jdbc, String table, RetentionPeriod period, Clock clock) {
    RetainedRows ended = of(jdbc, table, period, "expires_at < :before");
    return new RetainedRows() {
      @Override
      public String table() {
        return ended.table();
      }

      @Override
      public RetentionPeriod period() {
        return ended.period();
      }

      @Override
      public int remove(Instant before, int most) {
        return ended.remove(clock.instant(), most);
      }
    };
  }
}
