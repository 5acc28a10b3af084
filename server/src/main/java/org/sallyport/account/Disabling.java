package org.sallyport.account;

import java.sql.Timestamp;
import java.time.Clock;
import org.sallyport.access.Origin;
import org.sallyport.events.AccountEvent.Disabled;
import org.sallyport.events.AccountEvent.Enabled;
import org.sallyport.events.DomainEvents;
import org.sallyport.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Disables and enables accounts. Its event {@code Disabled} ends the account's sessions and
 * remembered browsers, and each request checks the account as well (rule 34).
 */
@Component
public class Disabling {
  private final Accounts accounts;
  private final AccountRegister register;
  private final DomainEvents events;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** The result. */
  public enum Outcome {
    DONE,
    SO_ALREADY,
    /** No enabled admin would be left. */
    LAST_ADMIN
  }

  Disabling(
      Accounts accounts,
      AccountRegister register,
      DomainEvents events,
      JdbcClient jdbc,
      Clock clock) {
    this.accounts = accounts;
    this.register = register;
    this.events = events;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Disables an account. */
  @Transactional
  public Outcome disable(AccountId id, String by, String reason, Origin origin) {
    register.takeTurn();
    HeldAccount held = accounts.hold(id);
    if (held.account().isDisabled()) {
      return Outcome.SO_ALREADY;
    }
    if (held.account().isAdmin() && !hasAdminBeside(id)) {
      return Outcome.LAST_ADMIN;
    }
    jdbc.sql("update account set disabled_at = :now where id = :id")
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id.value())
        .update();
    events.publish(new Disabled(id, by, reason), origin);
    return Outcome.DONE;
  }

  /** Enables an account. */
  @Transactional
  public Outcome enable(AccountId id, String by, String reason, Origin origin) {
    accounts.hold(id);
    int opened =
        jdbc.sql("update account set disabled_at = null where id = :id and disabled_at is not null")
            .param("id", id.value())
            .update();
    if (opened == 0) {
      return Outcome.SO_ALREADY;
    }
    events.publish(new Enabled(id, by, reason), origin);
    return Outcome.DONE;
  }

  private boolean hasAdminBeside(AccountId id) {
    return jdbc.sql(
            """
            select exists (select from account where role = 'admin' and disabled_at is null and id <> :id)
            """)
        .param("id", id.value())
        .query((row, number) -> row.getBoolean(1))
        .single();
  }
}
