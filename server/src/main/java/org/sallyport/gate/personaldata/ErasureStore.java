package org.sallyport.gate.personaldata;

import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.tables.DataSubject;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.Tables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of accounts that are erased. The row count of a statement decides who erases one. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
@RequiredArgsConstructor
class ErasureStore {
  private final JdbcClient jdbc;
  private final Tables tables;
  private final DomainEvents events;
  private final ErasureProperties settings;
  private final Clock clock;

  private static final String CLAIM =
      """
      update account set erasure_told_at = erasure_told_at
       where id = :id and disabled_at <= :disabled and erasure_told_at <= :told and erasure_told_at >= disabled_at
      """;

  /** Locks the row of an account that may be erased; false if it may not. */
  boolean claim(AccountId id) {
    Instant now = clock.instant();
    return jdbc.sql(CLAIM)
            .param("id", id.value())
            .param("disabled", now.minus(settings.after()))
            .param("told", now.minus(settings.notice()))
            .update()
        == 1;
  }

  /** Locks the row of an account that was erased before; false if there is none. */
  boolean claimAgain(AccountId id) {
    return jdbc.sql("update account set disabled_at = coalesce(disabled_at, :now) where id = :id")
            .param("now", clock.instant())
            .param("id", id.value())
            .update()
        == 1;
  }

  ErasureResult whyNot(AccountId id) {
    return jdbc.sql("select disabled_at from account where id = :id")
        .param("id", id.value())
        .query((row, index) -> whyNot(row))
        .optional()
        .orElseGet(ErasureResult.Gone::new);
  }

  private ErasureResult whyNot(ResultSet row) throws SQLException {
    @Nullable Instant disabled = instantOrNull(row, "disabled_at");
    if (disabled == null) {
      return new ErasureResult.InUse();
    }
    Instant at = disabled.plus(settings.after());
    return at.isAfter(clock.instant())
        ? new ErasureResult.NotBefore(at)
        : new ErasureResult.AdminsFirst();
  }

  /** Those of the addresses and numbers that no other account has. */
  Set<String> ofNobodyElse(Account account, Set<String> destinations) {
    return jdbc.sql(
            """
            select d.it from unnest(:destinations) d (it) where not exists (
              select from account a where a.id <> :account and (lower(a.email) = lower(d.it) or a.phone = d.it))
            """)
        .param("destinations", destinations.toArray(String[]::new))
        .param("account", account.id().value())
        .query((row, number) -> Objects.requireNonNull(row.getString(1)))
        .set();
  }

  /**
   * Erases what the owners of the tables say, before the account's own row is deleted.
   *
   * @param name of the owner, as it is replaced in what they typed for others; empty if it is a
   *     word of the log
   */
  void removeTraces(DataSubject subject, String name, String pseudonym) {
    for (OwnedTable table : tables.all()) {
      table.erasures().forEach(statement -> run(statement, subject, name, pseudonym));
      table.erasers().forEach(eraser -> eraser.accept(subject));
    }
  }

  private void run(String statement, DataSubject subject, String name, String pseudonym) {
    JdbcClient.StatementSpec act =
        jdbc.sql(statement)
            .param("account", subject.account().value())
            .param("now", clock.instant())
            .param("name", name)
            .param("destinations", subject.destinations().toArray(String[]::new))
            .param("pseudonym", pseudonym);
    if (statement.startsWith("select")) {
      act.query().singleRow();
    } else {
      act.update();
    }
  }

  /** Deletes the row, and with it those that refer to it. */
  void delete(AccountId id) {
    if (jdbc.sql("delete from account where id = :id").param("id", id.value()).update() != 1) {
      throw new IllegalStateException("the row of a claimed account is gone");
    }
  }

  private static final String TELL =
      """
      update account set erasure_told_at = :now where id in (
        select id from account where disabled_at <= :disabled and (erasure_told_at is null or erasure_told_at < disabled_at)
         order by disabled_at limit :most for update skip locked)
      returning id
      """;

  /** Marks the accounts of which the admins are told now. */
  List<AccountId> tell(int most) {
    Instant now = clock.instant();
    return jdbc.sql(TELL)
        .param("now", now)
        .param("disabled", now.minus(settings.after()).plus(settings.notice()))
        .param("most", most)
        .query((row, index) -> new AccountId(row.getObject("id", UUID.class)))
        .list();
  }

  void publish(DomainEvent event, Origin origin) {
    events.publish(event, origin);
  }
}
