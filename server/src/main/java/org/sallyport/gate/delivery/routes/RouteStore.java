package org.sallyport.gate.delivery.routes;

import static org.sallyport.platform.database.Columns.instant;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.platform.ids.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Routes in the database: the one of each message, and those that are passed over. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RouteStore implements RouteLedger {
  private static final String HANDING =
      """
      update outbox set route = :route, held_by = :route, routes_before = :before,
             route_country = :country, route_cost = :cost
       where id = :id and state = 'sending' and not withdrawn and (held_by is null or held_by = :route)
      """;

  private static final String FAILING =
      """
      insert into route_failure (channel, route, reason, since) values (:channel, :route, :reason, :now)
      on conflict (channel, route) do nothing
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  @Override
  public boolean handingTo(
      MessageId id, String route, int before, String country, @Nullable BigDecimal cost) {
    return jdbc.sql(HANDING)
            .param("route", route)
            .param("before", before)
            .param("country", country)
            .param("cost", cost)
            .param("id", id.value())
            .update()
        == 1;
  }

  @Override
  public boolean isWithdrawn(MessageId id) {
    return jdbc.sql("select exists (select from outbox where id = :id and withdrawn)")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<String> holder(MessageId id) {
    return jdbc.sql("select held_by from outbox where id = :id and held_by is not null")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  @Override
  public void notSent(MessageId id, String route) {
    jdbc.sql("update outbox set held_by = null where id = :id and held_by = :route")
        .param("id", id.value())
        .param("route", route)
        .update();
  }

  @Override
  public void accepted(MessageId id, @Nullable String reference) {
    if (reference != null) {
      jdbc.sql("update outbox set route_reference = :reference where id = :id")
          .param("reference", reference)
          .param("id", id.value())
          .update();
    }
  }

  @Override
  public boolean failing(Channel channel, String route, String reason) {
    return jdbc.sql(FAILING)
            .param("channel", channel.stored())
            .param("route", route)
            .param("reason", reason)
            .param("now", clock.instant())
            .update()
        == 1;
  }

  @Override
  public void working(Channel channel, String route) {
    jdbc.sql("delete from route_failure where channel = :channel and route = :route")
        .param("channel", channel.stored())
        .param("route", route)
        .update();
  }

  /** A route that is passed over. */
  public record Failure(Channel channel, String route, String reason, Instant since) {}

  /** Those that are passed over on at least one node. */
  public List<Failure> failures() {
    return jdbc.sql("select channel, route, reason, since from route_failure order by since")
        .query(
            (row, number) ->
                new Failure(
                    Channel.ofStored(row.getString("channel")),
                    row.getString("route"),
                    StoredText.read(row.getString("reason")),
                    instant(row, "since")))
        .list();
  }

  /**
   * What a route took.
   *
   * @param takenOver of these, those that another route did not take before
   * @param cost of those that it accepted or may have accepted; 0 if no price is set
   */
  public record Share(
      Channel channel, String route, int messages, int takenOver, BigDecimal cost) {}

  /** How many messages each route was given since a moment. */
  public List<Share> shares(Instant since) {
    return jdbc.sql(
            """
            select channel, route, count(*) as messages, count(*) filter (where routes_before > 0) as taken_over,
                   coalesce(sum(route_cost) filter (where state in ('sending', 'sent', 'unknown')), 0) as cost
              from outbox where created_at >= :since and route is not null
             group by channel, route order by channel, route
            """)
        .param("since", since)
        .query(
            (row, number) ->
                new Share(
                    Channel.ofStored(row.getString("channel")),
                    row.getString("route"),
                    row.getInt("messages"),
                    row.getInt("taken_over"),
                    row.getBigDecimal("cost")))
        .list();
  }

  /**
   * What the messages of some channels cost that were created since a moment, and that a route
   * accepted or may have accepted.
   */
  public BigDecimal cost(Set<Channel> channels, Instant since) {
    return jdbc.sql(
            """
            select coalesce(sum(route_cost), 0) from outbox
             where channel = any(:channels) and created_at >= :since and state in ('sending', 'sent', 'unknown')
            """)
        .param("channels", channels.stream().map(Channel::stored).toArray(String[]::new))
        .param("since", since)
        .query(BigDecimal.class)
        .single();
  }

  /**
   * Notes that the admins are told what the messages of a day cost so far.
   *
   * @return false if they were told before, by any node
   */
  public boolean warnsOfSpending(Channel channel, LocalDate day) {
    return jdbc.sql(
                """
                insert into spending_warning (channel, day, told_at) values (:channel, :day, :now)
                on conflict (channel, day) do nothing
                """)
            .param("channel", channel.stored())
            .param("day", day)
            .param("now", clock.instant())
            .update()
        == 1;
  }
}
