package org.sallyport.notices;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.sallyport.secrets.KeyedHash;
import org.sallyport.secrets.Use;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the notices of each kind to each address, by day in UTC. */
@Component
class DailyLimits {
  private final JdbcClient jdbc;
  private final KeyedHash hash;
  private final Clock clock;

  DailyLimits(JdbcClient jdbc, KeyedHash hash, Clock clock) {
    this.jdbc = jdbc;
    this.hash = hash;
    this.clock = clock;
  }

  /** Counts one more; empty if the day's number is used up. */
  OptionalInt take(Kind kind, String to) {
    LocalDate day = today();
    return jdbc
        .sql(
            """
            insert into notice_count as c (key, day, sent) values (:key, :day, 1)
            on conflict (key) do update set sent = c.sent + 1 where c.sent < :most
            returning sent
            """)
        .param("key", hash.of(Use.DESTINATION, "notice", kind.name(), day.toString(), to))
        .param("day", day)
        .param("most", kind.aDay())
        .query((row, number) -> row.getInt("sent"))
        .stream()
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
