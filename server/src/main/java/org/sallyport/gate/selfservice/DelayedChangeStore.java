package org.sallyport.gate.selfservice;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of delayed changes, at most one of each kind for an account. */
@Repository
@RequiredArgsConstructor
class DelayedChangeStore {
  private static final String COLUMNS =
      "id, account_id, sign_in_id, kind, value, lost, requested_at, due_at";

  private final JdbcClient jdbc;
  private final Sealer sealer;
  private final Clock clock;

  private static final String PUT =
      """
      insert into delayed_change (id, account_id, sign_in_id, kind, value, lost, requested_at, due_at)
      values (:id, :account, :session, :kind, :value, :lost, :requested, :due)
      on conflict (account_id, kind)
      do update set id = :id, sign_in_id = :session, value = :value, lost = :lost, requested_at = :requested, due_at = :due
      """;

  /** Stores a change, replacing one of the same kind. */
  void put(HeldAccount held, DelayedChange change) {
    jdbc.sql(PUT)
        .param("id", change.id())
        .param("account", held.id().value())
        .param("session", change.session().value())
        .param("kind", change.change().key())
        .param(
            "value",
            sealer.seal(
                Objects.requireNonNull(change.value()),
                SealContext.of("delayed_change.value", change.id())))
        .param("lost", change.lost().stream().sorted().toArray(String[]::new))
        .param("requested", change.requestedAt())
        .param("due", change.dueAt())
        .update();
  }

  /** The delayed changes of an account, the first due first. */
  List<DelayedChange> of(AccountId account) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from delayed_change where account_id = :account order by due_at, id")
        .param("account", account.value())
        .query((row, number) -> read(row))
        .list();
  }

  Optional<DelayedChange> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + " from delayed_change where id = :id")
        .param("id", id)
        .query((row, number) -> read(row))
        .optional();
  }

  /** Deletes one, in order to stop or apply it; the row count decides. */
  boolean take(HeldAccount held, UUID id) {
    return jdbc.sql("delete from delayed_change where account_id = :account and id = :id")
            .param("account", held.id().value())
            .param("id", id)
            .update()
        == 1;
  }

  /** Removes a method from those reported as lost, in all delayed changes of an account. */
  void forgetLost(HeldAccount held, String method) {
    jdbc.sql(
            "update delayed_change set lost = array_remove(lost, :method) where account_id = :account")
        .param("method", method)
        .param("account", held.id().value())
        .update();
  }

  /** The changes that are due now, at most 100. */
  List<UUID> due() {
    return jdbc.sql("select id from delayed_change where due_at <= :now order by due_at limit 100")
        .param("now", clock.instant())
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  private DelayedChange read(ResultSet row) throws SQLException {
    return new DelayedChange(
        row.getObject("id", UUID.class),
        new AccountId(row.getObject("account_id", UUID.class)),
        new SignInId(row.getObject("sign_in_id", UUID.class)),
        Change.of(row.getString("kind")).orElseThrow(),
        value(row),
        Set.of((String[]) row.getArray("lost").getArray()),
        instant(row, "requested_at"),
        instant(row, "due_at"));
  }

  /** The new value; null if the key that encrypts it was retired. */
  private @Nullable String value(ResultSet row) throws SQLException {
    String id = row.getObject("id", UUID.class).toString();
    byte[] sealed = row.getBytes("value");
    return sealer.canOpen(sealed)
        ? sealer.open(sealed, SealContext.of("delayed_change.value", id))
        : null;
  }
}
