package org.sallyport.gate.directory;

import java.time.Instant;
import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes what is known of people without an account who no longer try to sign in. */
@Component
class DirectoryRetention implements RetainedRows {
  private final JdbcClient jdbc;

  DirectoryRetention(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String table() {
    return "directory_conflict";
  }

  @Override
  public RetentionPeriod period() {
    return RetentionPeriod.MESSAGES;
  }

  @Override
  public int remove(Instant before, int most) {
    return jdbc.sql(
            """
            delete from directory_conflict where ctid = any (array(
              select ctid from directory_conflict where last_at < :before limit :most for update skip locked))
            """)
        .param("before", before)
        .param("most", most)
        .update();
  }
}
