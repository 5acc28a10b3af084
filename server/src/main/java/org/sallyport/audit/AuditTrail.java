package org.sallyport.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks up what was recorded of an account. */
@Component
public class AuditTrail {
  private final JdbcClient jdbc;

  AuditTrail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How often something was recorded of an account after a moment. */
  public int count(AccountId account, Class<? extends AuditEvent> event, Instant after) {
    return jdbc.sql(
            "select count(*) from audit_event where account_id = :account and at > :after and type = :type")
        .param("account", account.value())
        .param("after", Timestamp.from(after))
        .param("type", EventType.of(event))
        .query(Integer.class)
        .single();
  }

  /** The sign-ins of an account in which something was recorded from a moment on. */
  public Set<SignInId> signIns(AccountId account, Class<? extends AuditEvent> event, Instant from) {
    return jdbc.sql(
            """
            select distinct sign_in_id from audit_event
             where account_id = :account and at >= :from and type = :type and sign_in_id is not null
            """)
        .param("account", account.value())
        .param("from", Timestamp.from(from))
        .param("type", EventType.of(event))
        .query((row, number) -> new SignInId(row.getObject(1, UUID.class)))
        .set();
  }
}
