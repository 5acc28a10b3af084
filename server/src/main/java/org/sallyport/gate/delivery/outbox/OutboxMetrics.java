package org.sallyport.gate.delivery.outbox;

import static org.sallyport.platform.database.Columns.instant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Priority;
import org.sallyport.platform.monitoring.CachedReading;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Metrics of the outbox, of all nodes together: how many messages wait, and for how long. */
@Component
class OutboxMetrics implements MeterBinder {
  /** The outcomes that {@link Outcomes} counts. */
  private static final List<String> OUTCOMES =
      List.of("sent", "again", "failed", "unknown", "withdrawn");

  private static final double MILLIS = 1000;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final CachedReading<Map<MessageClass, Backlog>> backlogs;

  /** What messages are counted by. */
  private record MessageClass(Channel channel, Priority priority) {}

  /**
   * The messages of a kind that are not over.
   *
   * @param retried those whose delivery failed at least once
   * @param oldest when the oldest of them was created
   */
  private record Backlog(int waiting, int retried, Instant oldest) {}

  OutboxMetrics(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.backlogs = new CachedReading<>(this::read, clock);
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (Channel channel : Channel.values()) {
      for (Priority priority : Priority.values()) {
        addGauges(meters, new MessageClass(channel, priority));
      }
      OUTCOMES.forEach(outcome -> meters.counter(Outcomes.METRIC, Outcomes.tags(channel, outcome)));
    }
  }

  private void addGauges(MeterRegistry meters, MessageClass kind) {
    gauge("sallyport.outbox.waiting", kind, Backlog::waiting)
        .description("Messages that are not handed over yet")
        .register(meters);
    gauge("sallyport.outbox.retried", kind, Backlog::retried)
        .description("Messages that are not handed over yet and failed at least once")
        .register(meters);
    gauge("sallyport.outbox.oldest", kind, this::age)
        .description("Age of the oldest message that is not handed over yet")
        .baseUnit("seconds")
        .register(meters);
  }

  private Gauge.Builder<OutboxMetrics> gauge(
      String name, MessageClass kind, ToDoubleFunction<Backlog> part) {
    return Gauge.builder(name, this, it -> it.number(kind, part))
        .tag("channel", kind.channel().stored())
        .tag("priority", kind.priority().name().toLowerCase(Locale.ROOT));
  }

  private double number(MessageClass kind, ToDoubleFunction<Backlog> part) {
    return backlogs.number(
        all -> {
          Backlog backlog = all.get(kind);
          return backlog == null ? 0 : part.applyAsDouble(backlog);
        });
  }

  private double age(Backlog backlog) {
    return Math.max(0, Duration.between(backlog.oldest(), clock.instant()).toMillis() / MILLIS);
  }

  private Map<MessageClass, Backlog> read() {
    Map<MessageClass, Backlog> all = new HashMap<>();
    jdbc.sql(
            """
            select channel, priority, count(*) as waiting, count(*) filter (where state = 'waiting' and tries > 0) as retried,
                   min(created_at) as oldest
              from outbox where state in ('waiting', 'sending') group by channel, priority
            """)
        .query((row, number) -> all.put(kind(row), backlog(row)))
        .list();
    return all;
  }

  private static MessageClass kind(ResultSet row) throws SQLException {
    return new MessageClass(
        Channel.ofStored(row.getString("channel")), Priority.ofStored(row.getInt("priority")));
  }

  private static Backlog backlog(ResultSet row) throws SQLException {
    Instant oldest = instant(row, "oldest");
    return new Backlog(row.getInt("waiting"), row.getInt("retried"), oldest);
  }
}
