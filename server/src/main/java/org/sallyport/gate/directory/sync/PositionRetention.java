package org.sallyport.gate.directory.sync;

import java.time.Instant;
import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes positions of servers that are no longer read; such a server is read as a whole again. */
@Component
class PositionRetention implements RetainedRows {
  private final JdbcClient jdbc;

  PositionRetention(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String table() {
    return "directory_position";
  }

  @Override
  public RetentionPeriod period() {
    return RetentionPeriod.MESSAGES;
  }

  @Override
  public int remove(Instant before, int most) {
    return jdbc.sql(
            """
            delete from directory_position where ctid = any (array(
              select ctid from directory_position where read_at < :before limit :most for update skip locked))
            """)
        .param("before", before)
        .param("most", most)
        .update();
  }
}
