package org.sallyport.gate.delivery;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether a channel takes messages at all, as its last deliveries tell. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ChannelOutages {
  /** One refused message can be that of a wrong address; several in a row are the channel's. */
  private static final int MIN_FAILURES = 2;

  private static final Duration LOOKBACK = Duration.ofHours(24);

  private static final String OUTAGE =
      """
      with last as (select coalesce(max(ended_at), :since) as sent from outbox
                     where channel = :channel and state = 'sent' and ended_at > :since)
      select count(*) as messages, min(o.created_at) as since,
             (array_agg(o.failure order by coalesce(o.ended_at, o.created_at) desc))[1] as reason
        from outbox o, last
       where o.channel = :channel and coalesce(o.ended_at, o.created_at) > last.sent
         and (o.state in ('failed', 'unknown') or (o.state = 'waiting' and o.tries > 0))
         and coalesce(o.failure, '') <> all(:heldBack)
      having count(*) >= :fewest
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * A channel that has taken no message since some failed.
   *
   * @param since when the first of them was put into the outbox
   * @param messages how many
   * @param reason of the last one, as text
   */
  public record Outage(Instant since, int messages, @Nullable String reason) {}

  /** The outage of a channel; empty if its last message was taken, or only one failed since. */
  public Optional<Outage> of(Channel channel) {
    return jdbc.sql(OUTAGE)
        .param("channel", channel.stored())
        .param("since", clock.instant().minus(LOOKBACK))
        .param("fewest", MIN_FAILURES)
        .param("heldBack", MessageFailed.HELD_BACK.toArray(String[]::new))
        .query((row, number) -> outage(row))
        .optional();
  }

  private static Outage outage(ResultSet row) throws SQLException {
    return new Outage(
        instant(row, "since"),
        row.getInt("messages"),
        StoredText.readOrNull(row.getString("reason")));
  }
}
