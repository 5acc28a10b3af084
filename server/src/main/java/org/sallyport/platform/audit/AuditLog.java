package org.sallyport.platform.audit;

import java.time.Clock;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records events. An event is written in the caller's transaction, so it is committed or rolled
 * back with the operation. Only {@code consequences} calls it; others publish the event.
 */
@Component
public class AuditLog {
  private static final String ACTING_SIGN_IN = "actingSignIn";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  AuditLog(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  private static final String INSERT =
      """
      insert into audit_event (at, type, account_id, sign_in_id, address, browser, run_by, details)
      values (:at, :type, :account, :signIn, :address, :browser, :ranBy, :details::jsonb)
      """;

  /**
   * Records an event.
   *
   * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(DomainEvent event, Origin origin) {
    jdbc.sql(INSERT)
        .param("at", clock.instant())
        .param("type", EventType.of(event.getClass()))
        .param("account", event.account() == null ? null : event.account().value())
        .param("signIn", event.signIn() == null ? null : event.signIn().value())
        .param("address", origin.address())
        .param("browser", origin.browser())
        .param("ranBy", origin.systemUser())
        .param("details", json.writeValueAsString(details(event, origin)))
        .update();
  }

  /**
   * The event, with the session of whoever acted on somebody else's account or the installation.
   */
  private ObjectNode details(DomainEvent event, Origin origin) {
    ObjectNode details = json.valueToTree(event);
    if (event.signIn() == null && origin.session() != null) {
      details.set(ACTING_SIGN_IN, json.valueToTree(origin.session()));
    }
    return details;
  }
}
