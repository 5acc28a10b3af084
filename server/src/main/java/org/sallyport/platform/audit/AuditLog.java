package org.sallyport.platform.audit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.ids.AccountId;
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
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuditLog {
  private static final String ACTING_SIGN_IN = "actingSignIn";
  private static final String BY = "by";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

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
        .param("type", DomainEvent.typeOf(event.getClass()))
        .param("account", event.account() == null ? null : event.account().value())
        .param("signIn", event.signIn() == null ? null : event.signIn().value())
        .param("address", origin.address())
        .param("browser", origin.browser())
        .param("ranBy", origin.systemUser())
        .param("details", json.writeValueAsString(details(event, origin)))
        .update();
  }

  /**
   * The event, with the session of whoever acted on somebody else's account or the installation,
   * and with the ids of the accounts whose names it has.
   */
  private ObjectNode details(DomainEvent event, Origin origin) {
    ObjectNode details = json.valueToTree(event);
    if (event.signIn() == null && origin.session() != null) {
      details.set(ACTING_SIGN_IN, json.valueToTree(origin.session()));
    }
    ObjectNode ids = ids(event, origin, details.hasNonNull(BY));
    if (!ids.isEmpty()) {
      details.set(AuditNames.IDS, ids);
    }
    return details;
  }

  /** The ids, by the component that has the names; that of {@code by} where no name is recorded. */
  private ObjectNode ids(DomainEvent event, Origin origin, boolean namesActor) {
    ObjectNode ids = json.createObjectNode();
    Map<String, List<@Nullable AccountId>> named = event.named();
    named.forEach(
        (component, accounts) -> {
          if (accounts.stream().anyMatch(Objects::nonNull)) {
            accounts.forEach(it -> ids.withArray(component).add(it == null ? null : it.toString()));
          }
        });
    AccountId acting = origin.account();
    boolean isOther = event.signIn() == null && !Objects.equals(acting, event.account());
    if (acting != null && (namesActor || isOther) && !named.containsKey(BY)) {
      ids.withArray(BY).add(acting.toString());
    }
    return ids;
  }
}
