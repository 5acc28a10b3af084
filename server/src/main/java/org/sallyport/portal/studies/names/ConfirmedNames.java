package org.sallyport.portal.studies.names;

import static org.sallyport.platform.database.Columns.instant;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Names in archive entries without a number that an admin confirmed to mean an account. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ConfirmedNames {
  /** Changes no row if the name is confirmed already. */
  private static final String CONFIRM =
      """
      insert into confirmed_name (account_id, name, confirmed_by, confirmed_by_id, confirmed_at)
      values (:account, :name, :by, :byId, :now)
      on conflict (name) do nothing
      """;

  private static final String ALL =
      """
      select c.account_id, a.username, c.name, c.confirmed_by, c.confirmed_at
        from confirmed_name c join account a on a.id = c.account_id
       order by c.name
      """;

  private final JdbcClient jdbc;
  private final UnmatchedNames unmatched;
  private final DomainEvents events;
  private final Clock clock;

  /**
   * Confirms a name; nothing is recorded or sent if it is confirmed for the account already.
   *
   * @param name exact DICOM person name, for example "Brambleway^Hester"
   * @param by the admin
   * @return false if the name is confirmed for another account
   */
  @Transactional
  public boolean confirm(AccountId account, String name, Actor by, Origin origin) {
    String exact = name.strip();
    if (insert(account, exact, by) == 0) {
      return isConfirmed(account, exact);
    }
    long studies = unmatched.opens(exact).studies();
    events.publish(
        new AccountEvent.NameConfirmed(account, by.name(), by.reason(), exact, studies), origin);
    return true;
  }

  private boolean isConfirmed(AccountId account, String name) {
    return jdbc.sql(
            "select exists (select from confirmed_name where account_id = :account and name = :name)")
        .param("account", account.value())
        .param("name", name)
        .query(Boolean.class)
        .single();
  }

  private int insert(AccountId account, String name, Actor by) {
    return jdbc.sql(CONFIRM)
        .param("account", account.value())
        .param("name", name)
        .param("by", by.name())
        .param("byId", by.personId())
        .param("now", clock.instant())
        .update();
  }

  /**
   * Withdraws a confirmed name; entries with that name no longer grant access.
   *
   * @return false if it is not confirmed for that account
   */
  @Transactional
  public boolean withdraw(AccountId account, String name, Actor by, Origin origin) {
    int withdrawn =
        jdbc.sql("delete from confirmed_name where account_id = :account and name = :name")
            .param("account", account.value())
            .param("name", name)
            .update();
    if (withdrawn > 0) {
      events.publish(new AccountEvent.NameWithdrawn(account, by.name(), by.reason(), name), origin);
    }
    return withdrawn > 0;
  }

  /** All confirmed names, ordered by name. */
  public List<ConfirmedName> all() {
    return jdbc.sql(ALL)
        .query(
            (row, number) ->
                new ConfirmedName(
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getString("username"),
                    row.getString("name"),
                    row.getString("confirmed_by"),
                    instant(row, "confirmed_at")))
        .list();
  }
}
