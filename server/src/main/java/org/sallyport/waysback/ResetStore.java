package org.sallyport.waysback;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.ids.AccountId;
import org.sallyport.secrets.RandomValues;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of resets. An account has at most one that is open. The account's row must be held. */
@Repository
class ResetStore {
  private final JdbcClient jdbc;
  private final RandomValues random;
  private final Clock clock;

  ResetStore(JdbcClient jdbc, RandomValues random, Clock clock) {
    this.jdbc = jdbc;
    this.random = random;
    this.clock = clock;
  }

  /** False if one is open already. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean ask(AccountId account, String by, String reason, Instant dueAt) {
    return jdbc.sql(
                """
                insert into factor_reset (id, account_id, asked_by, reason, asked_at, due_at)
                values (:id, :account, :by, :reason, :now, :due)
                on conflict (account_id) where done_at is null and cancelled_at is null do nothing
                """)
            .param("id", random.id())
            .param("account", account.value())
            .param("by", by)
            .param("reason", reason)
            .param("now", now())
            .param("due", Timestamp.from(dueAt))
            .update()
        == 1;
  }

  /** Who asked for the one that is open. */
  Optional<String> askedBy(AccountId account) {
    return jdbc.sql(
            """
            select asked_by from factor_reset
            where account_id = :account and done_at is null and cancelled_at is null
            """)
        .param("account", account.value())
        .query((row, number) -> row.getString("asked_by"))
        .optional();
  }

  /**
   * Ends the open one as done.
   *
   * @param confirmedBy the second admin; null if the time is over
   * @return whether it was open, and is confirmed by another than asked or due
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean finish(AccountId account, @Nullable String confirmedBy) {
    return jdbc.sql(
                """
                update factor_reset set done_at = :now, confirmed_by = :by
                where account_id = :account and done_at is null and cancelled_at is null
                  and (asked_by <> :by or (:by::text is null and due_at <= :now))
                """)
            .param("now", now())
            .param("by", confirmedBy)
            .param("account", account.value())
            .update()
        == 1;
  }

  /** False if none is open. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean cancel(AccountId account) {
    return jdbc.sql(
                """
                update factor_reset set cancelled_at = :now
                where account_id = :account and done_at is null and cancelled_at is null
                """)
            .param("now", now())
            .param("account", account.value())
            .update()
        == 1;
  }

  /** Accounts whose open one nobody confirmed in time. */
  List<AccountId> due() {
    return jdbc.sql(
            """
            select account_id from factor_reset
            where done_at is null and cancelled_at is null and due_at <= :now
            """)
        .param("now", now())
        .query((row, number) -> new AccountId(row.getObject("account_id", UUID.class)))
        .list();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
