package org.sallyport.platform.tables;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes rows that have expired. */
@FunctionalInterface
public interface RowRemoval {
  /**
   * Deletes some of them, in the caller's transaction.
   *
   * @param before the moment before which rows have expired: now without the retention period
   * @param most the maximum number
   * @return how many it deleted; fewer than {@code most} if there are no more to delete
   */
  int remove(JdbcClient jdbc, Instant before, Instant now, int most);

  /**
   * The rows of a table that match a condition. Locked rows are skipped until the next run, so that
   * neither side waits.
   *
   * @param condition in SQL, with {@code :before} and {@code :now}
   */
  static RowRemoval where(String table, String condition) {
    String old =
        "select ctid from " + table + " where " + condition + " limit :most for update skip locked";
    String delete = "delete from " + table + " where ctid = any (array(" + old + "))";
    return (jdbc, before, now, most) ->
        jdbc.sql(delete).param("before", before).param("now", now).param("most", most).update();
  }
}
