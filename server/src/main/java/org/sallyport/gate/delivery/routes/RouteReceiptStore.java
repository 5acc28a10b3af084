package org.sallyport.gate.delivery.routes;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.platform.ids.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Receipts in the database, each in the row of its message. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RouteReceiptStore {
  private static final String FIND =
      """
      select id, created_at, route_country from outbox
       where route = :route and (route_reference = :reference or id = :id) limit 1
      """;

  private static final String ROUTE =
      """
      select route from outbox where id = :id and channel = :channel and route is not null
      """;

  /**
   * A final state stays, one that another mail system took it follows a delay, and a state that is
   * repeated changes nothing.
   */
  private static final String STORE =
      """
      update outbox set receipt = :state, receipt_at = :now
       where id = :id and receipt is distinct from :state
         and (receipt is null or receipt = 'delayed' or (receipt = 'relayed' and :state <> 'delayed'))
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  /**
   * A message that has a receipt.
   *
   * @param isNew whether its state has changed by it
   * @param country of its destination, as a label of metrics
   * @param taken the time since the message was created
   */
  record Stored(boolean isNew, String country, Duration taken) {}

  private record Found(UUID id, String country, Instant createdAt) {}

  /** The route to which a message was given last; empty if there is no such message. */
  Optional<String> routeOf(MessageId id, Channel channel) {
    return jdbc.sql(ROUTE)
        .param("id", id.value())
        .param("channel", channel.stored())
        .query(String.class)
        .optional();
  }

  /** Stores a receipt; empty if its message is not known. */
  Optional<Stored> store(RouteReceipt receipt) {
    return jdbc.sql(FIND)
        .param("route", receipt.route())
        .param("reference", receipt.reference())
        .param("id", id(receipt.reference()))
        .query((row, number) -> found(row))
        .optional()
        .map(found -> store(receipt, found));
  }

  private Stored store(RouteReceipt receipt, Found found) {
    Instant now = clock.instant();
    int rows =
        jdbc.sql(STORE)
            .param("state", receipt.state().stored())
            .param("now", now)
            .param("id", found.id())
            .update();
    return new Stored(rows == 1, found.country(), Duration.between(found.createdAt(), now));
  }

  private static Found found(ResultSet row) throws SQLException {
    String country = row.getString("route_country");
    return new Found(
        row.getObject("id", UUID.class),
        country == null ? Route.NO_COUNTRY : country,
        instant(row, "created_at"));
  }

  /** Our id of a message, if the reference is one. */
  private static @Nullable UUID id(String reference) {
    try {
      return reference.length() == 36 ? UUID.fromString(reference) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
