package org.sallyport.platform.audit;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Queries the recorded events of an account. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuditTrail {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  /** The number of events of a type recorded for an account after a time. */
  public int count(AccountId account, Class<? extends DomainEvent> event, Instant after) {
    return jdbc.sql(
            "select count(*) from audit_event where account_id = :account and at > :after and type = :type")
        .param("account", account.value())
        .param("after", after)
        .param("type", DomainEvent.typeOf(event))
        .query(Integer.class)
        .single();
  }

  /**
   * The time of an account's n-th latest event of a type; empty if there are fewer.
   *
   * @param newer number of newer events to skip: 0 for the latest
   */
  public Optional<Instant> time(AccountId account, Class<? extends DomainEvent> event, int newer) {
    return jdbc.sql(
            """
            select at from audit_event where account_id = :account and type = :type
             order by at desc, id desc offset :newer limit 1
            """)
        .param("account", account.value())
        .param("type", DomainEvent.typeOf(event))
        .param("newer", newer)
        .query((row, number) -> instant(row, 1))
        .optional();
  }

  /** A stored event. */
  public record Kept(DomainEvent event, Instant at, String address, String browser) {}

  private static final String LATEST =
      """
      select at, type, address, browser, details::text as details from audit_event
       where account_id = :account and type = any(:types) order by at desc, id desc limit :most
      """;

  /** The latest events of the given types recorded for an account, newest first. */
  public List<Kept> latest(
      AccountId account, Collection<Class<? extends DomainEvent>> types, int most) {
    Map<String, Class<? extends DomainEvent>> named =
        types.stream().collect(Collectors.toMap(DomainEvent::typeOf, type -> type));
    return jdbc.sql(LATEST)
        .param("account", account.value())
        .param("types", named.keySet().toArray(String[]::new))
        .param("most", most)
        .query((row, number) -> kept(row, named))
        .list();
  }

  private Kept kept(ResultSet row, Map<String, Class<? extends DomainEvent>> named)
      throws SQLException {
    return new Kept(
        json.readValue(
            row.getString("details"), Objects.requireNonNull(named.get(row.getString("type")))),
        instant(row, "at"),
        row.getString("address"),
        row.getString("browser"));
  }

  /** The sign-ins of an account with an event of this type since a time. */
  public Set<SignInId> signIns(
      AccountId account, Class<? extends DomainEvent> event, Instant from) {
    return jdbc.sql(
            """
            select distinct sign_in_id from audit_event
             where account_id = :account and at >= :from and type = :type and sign_in_id is not null
            """)
        .param("account", account.value())
        .param("from", from)
        .param("type", DomainEvent.typeOf(event))
        .query((row, number) -> new SignInId(row.getObject(1, UUID.class)))
        .set();
  }
}
