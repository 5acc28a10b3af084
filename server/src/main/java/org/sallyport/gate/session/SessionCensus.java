package org.sallyport.gate.session;

import java.time.Clock;
import java.time.Duration;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts open sessions that a setting would end. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class SessionCensus {
  private final JdbcClient jdbc;
  private final Clock clock;

  /** Open sessions that are older than this. */
  public int olderThan(Duration age) {
    return count("completed_at", age);
  }

  /** Open sessions that were not used for this time. */
  public int unusedFor(Duration time) {
    return count("last_seen_at", time);
  }

  private int count(String since, Duration time) {
    return jdbc.sql(
            "select count(*) from sign_in where state = 'complete' and " + since + " <= :before")
        .param("before", clock.instant().minus(time))
        .query(Integer.class)
        .single();
  }
}
