package org.sallyport.gate.delivery.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.MessageCount;
import org.sallyport.gate.delivery.RecentMessage;
import org.sallyport.platform.ids.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts messages. The database counts mails. Numbers are encrypted, so each SMS and each call is
 * read for its country: a day with 12,000 mails and 8,000 SMS takes 0.2 seconds.
 */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OutboxCounts {
  private final JdbcClient jdbc;
  private final Envelopes envelopes;

  /**
   * All messages since a moment, by channel, country of numbers, and state.
   *
   * @param country the country of a number
   */
  public List<MessageCount> since(Instant since, UnaryOperator<String> country) {
    List<MessageCount> counts = new ArrayList<>(mails(since));
    toNumbers(since, country)
        .forEach(
            (it, count) ->
                counts.add(new MessageCount(it.channel(), it.country(), it.state(), count)));
    return counts;
  }

  private List<MessageCount> mails(Instant since) {
    return jdbc.sql(
            """
            select state, count(*) from outbox
             where created_at >= :since and channel = :channel group by state
            """)
        .param("since", since)
        .param("channel", Channel.EMAIL.stored())
        .query((row, number) -> new MessageCount(Channel.EMAIL, null, state(row), row.getInt(2)))
        .list();
  }

  /** What messages to numbers are counted by. */
  private record ToNumber(Channel channel, @Nullable String country, RecentMessage.State state) {}

  private static final String TO_NUMBERS =
      """
      select channel, state, id, destination from outbox
       where created_at >= :since and channel <> :email
      """;

  private Map<ToNumber, Integer> toNumbers(Instant since, UnaryOperator<String> country) {
    Map<ToNumber, Integer> counts = new LinkedHashMap<>();
    jdbc.sql(TO_NUMBERS)
        .param("since", since)
        .param("email", Channel.EMAIL.stored())
        .query((row, number) -> toNumber(row, country))
        .list()
        .forEach(it -> counts.merge(it, 1, Integer::sum));
    return counts;
  }

  private ToNumber toNumber(ResultSet row, UnaryOperator<String> country) throws SQLException {
    MessageId id = new MessageId(row.getObject("id", UUID.class));
    return new ToNumber(
        Channel.ofStored(row.getString("channel")),
        envelopes.destination(id, row.getBytes("destination")).map(country).orElse(null),
        state(row));
  }

  private static RecentMessage.State state(ResultSet row) throws SQLException {
    return RecentMessage.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
  }
}
