package org.sallyport.gate.account;

import java.time.Clock;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent.Disabled;
import org.sallyport.platform.events.AccountEvent.Enabled;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Disables and enables accounts. Its event {@code Disabled} ends the account's sessions and
 * remembered browsers, and each request checks the account as well (rule 34).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Disabling {
  private final Accounts accounts;
  private final AccountRegister register;
  private final DomainEvents events;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** The result. */
  public enum StateChange {
    DONE,
    UNCHANGED,
    /** No admin who can sign in would be left. */
    LAST_ADMIN,
    /** Nobody disables or enables their own account. */
    OWN,
    /** A source enables only what it disabled last itself. */
    BY_OTHERS
  }

  /** Disables an account by a command. */
  @Transactional
  public StateChange disable(AccountId id, String by, String reason, Origin origin) {
    return disable(id, new Actor(null, by), reason, origin);
  }

  /**
   * Disables an account. Disablings and imports take turns, so of two that disable the last two
   * admins at once, the second finds none beside. A person also disables what a source disabled, so
   * that the source does not enable it again.
   */
  @Transactional
  public StateChange disable(AccountId id, Actor by, String reason, Origin origin) {
    if (id.equals(by.account())) {
      return StateChange.OWN;
    }
    register.takeTurn();
    HeldAccount held = accounts.hold(id);
    int disabled =
        jdbc.sql(
                """
                update account a set disabled_at = coalesce(a.disabled_at, :now), disabled_by = :source
                 where a.id = :id
                   and (a.disabled_at is null or (cast(:source as text) is null and a.disabled_by is not null))
                   and (a.role <> 'admin' or exists (select from account o
                     where o.role = 'admin' and o.id <> a.id and o.disabled_at is null
                       and o.locked_at is null and o.activated))
                """)
            .param("now", clock.instant())
            .param("source", by.source())
            .param("id", id.value())
            .update();
    if (disabled == 0) {
      return held.account().isDisabled() ? StateChange.UNCHANGED : StateChange.LAST_ADMIN;
    }
    events.publish(new Disabled(id, by.name(), reason), origin);
    return StateChange.DONE;
  }

  /** Enables an account by a command. */
  @Transactional
  public StateChange enable(AccountId id, String by, String reason, Origin origin) {
    return enable(id, new Actor(null, by), reason, origin);
  }

  /** Enables an account. */
  @Transactional
  public StateChange enable(AccountId id, Actor by, String reason, Origin origin) {
    if (id.equals(by.account())) {
      return StateChange.OWN;
    }
    HeldAccount held = accounts.hold(id);
    int enabled =
        jdbc.sql(
                """
                update account set disabled_at = null, disabled_by = null
                 where id = :id and disabled_at is not null
                   and (cast(:source as text) is null or disabled_by = :source)
                """)
            .param("id", id.value())
            .param("source", by.source())
            .update();
    if (enabled == 0) {
      return held.account().isDisabled() ? StateChange.BY_OTHERS : StateChange.UNCHANGED;
    }
    events.publish(new Enabled(id, by.name(), reason), origin);
    return StateChange.DONE;
  }
}
