package org.sallyport.gate.delivery;

import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Recent delivery failures, for admins. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class FailedMessages {
  private static final Duration LOOKBACK = Duration.ofHours(24);

  private static final String FAILURES =
      """
      select channel, count(*) filter (where state = 'failed') as failed,
             count(*) filter (where state = 'unknown') as unknown,
             count(*) filter (where state = 'waiting') as waiting, max(ended_at) as last_at,
             (array_agg(failure order by coalesce(ended_at, created_at) desc))[1] as reason
        from outbox
       where (state in ('failed', 'unknown') and ended_at > :since) or (state = 'waiting' and tries > 0)
       group by channel order by channel
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * The delivery failures of a channel in the last 24 hours.
   *
   * @param failed messages that were given up
   * @param unknown messages that may or may not have been sent; they are not sent again
   * @param waiting messages whose delivery failed and is retried
   * @param lastAt when the last one was given up; null if all are still retried
   * @param reason of a recent one, as text
   */
  public record Trouble(
      Channel channel,
      int failed,
      int unknown,
      int waiting,
      @Nullable Instant lastAt,
      @Nullable String reason) {}

  /** One entry for each channel with failures. */
  public List<Trouble> ofLate() {
    return jdbc.sql(FAILURES)
        .param("since", clock.instant().minus(LOOKBACK))
        .query((row, number) -> trouble(row))
        .list();
  }

  private static Trouble trouble(ResultSet row) throws SQLException {
    @Nullable Instant lastAt = instantOrNull(row, "last_at");
    return new Trouble(
        Channel.ofStored(row.getString("channel")),
        row.getInt("failed"),
        row.getInt("unknown"),
        row.getInt("waiting"),
        lastAt,
        StoredText.readOrNull(row.getString("reason")));
  }
}
