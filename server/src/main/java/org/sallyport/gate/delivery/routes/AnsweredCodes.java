package org.sallyport.gate.delivery.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.MessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts the codes that were entered, by the route of their message and the country of its
 * destination: what a route says to have delivered and nobody enters went to no person.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AnsweredCodes {
  private static final String METRIC = "sallyport.route.verified";

  private final JdbcClient jdbc;
  private final MeterRegistry meters;

  /** Counts the message of a code once the transaction that accepted the code has committed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void answered(MessageId message) {
    jdbc.sql(
            """
            select channel, route, coalesce(route_country, :none) as country from outbox
             where id = :id and route is not null
            """)
        .param("none", Route.NO_COUNTRY)
        .param("id", message.value())
        .query(
            (row, number) ->
                Tags.of(
                    "channel", Objects.requireNonNull(row.getString("channel")),
                    "route", Objects.requireNonNull(row.getString("route")),
                    "country", Objects.requireNonNull(row.getString("country"))))
        .optional()
        .ifPresent(this::countAfterCommit);
  }

  private void countAfterCommit(Tags tags) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            meters.counter(METRIC, tags).increment();
          }
        });
  }
}
