package org.sallyport.gate.account.search;

import static org.sallyport.platform.database.Columns.instant;
import static org.sallyport.platform.database.Columns.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists accounts that meet criteria, ordered by username, in pages. */
@Repository
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountList {
  /** Accounts on a page. */
  public static final int PAGE_SIZE = 50;

  private static final int BATCH_SIZE = 1_000;

  private static final String COLUMNS =
      """
      select a.id, a.username, a.name, a.role, a.method, a.linked_methods, a.created_at,
        a.disabled_at is not null as disabled, a.locked_at is not null as locked,
        not a.activated as invited,
        array(select g.name from group_member m join care_group g on g.id = m.group_id
          where m.account_id = a.id and m.left_at is null order by g.name_key) as groups,
        (select s.completed_at from completed_sign_in s
          where s.account_id = a.id
          order by s.password_at desc limit 1) as last_sign_in
      from account a\
      """;

  private final JdbcClient jdbc;

  /**
   * A page of the list.
   *
   * @param next the last account of this page, after which the next one begins; null if this is the
   *     last page
   */
  public record Page(List<ListedAccount> accounts, @Nullable AccountId next) {}

  /**
   * A page of the accounts that meet the criteria.
   *
   * @param after the last account of the page before; null for the first page. If it was removed,
   *     the list begins anew.
   */
  public Page page(AccountCriteria criteria, @Nullable AccountId after) {
    List<ListedAccount> found = find(criteria, after, PAGE_SIZE + 1);
    if (found.size() <= PAGE_SIZE) {
      return new Page(found, null);
    }
    List<ListedAccount> accounts = found.subList(0, PAGE_SIZE);
    return new Page(accounts, accounts.getLast().id());
  }

  /** How many accounts meet the criteria; no more than {@code most} are counted. */
  public int count(AccountCriteria criteria, int most) {
    ListStatement statement = new ListStatement(criteria);
    return jdbc.sql(
            "select count(*) from (select from account a"
                + statement.where()
                + " limit :most) as counted")
        .params(statement.parameters())
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  /**
   * The accounts that meet the criteria, in batches, each in a statement of its own.
   *
   * @param most how many at the most
   * @param receiver receives the next accounts; returns false to receive no more
   */
  public void each(AccountCriteria criteria, int most, Predicate<List<ListedAccount>> receiver) {
    @Nullable AccountId after = null;
    int left = most;
    boolean more = true;
    while (more && left > 0) {
      int wanted = Math.min(BATCH_SIZE, left);
      List<ListedAccount> found = find(criteria, after, wanted);
      more = !found.isEmpty() && receiver.test(found) && found.size() == wanted;
      left -= found.size();
      after = found.isEmpty() ? after : found.getLast().id();
    }
  }

  private List<ListedAccount> find(AccountCriteria criteria, @Nullable AccountId after, int most) {
    ListStatement statement = new ListStatement(criteria);
    if (after != null) {
      statement.add(
          "a.username_key > coalesce((select username_key from account where id = :after), '')",
          "after",
          after.value());
    }
    return jdbc.sql(COLUMNS + statement.where() + " order by a.username_key limit :most")
        .params(statement.parameters())
        .param("most", most)
        .query((row, number) -> account(row))
        .list();
  }

  private static ListedAccount account(ResultSet row) throws SQLException {
    @Nullable Instant lastSignIn = instantOrNull(row, "last_sign_in");
    return new ListedAccount(
        new AccountId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("name"),
        Role.of(row.getString("role")),
        AccountState.of(
            row.getBoolean("disabled"), row.getBoolean("locked"), row.getBoolean("invited")),
        row.getString("method"),
        texts(row, "linked_methods"),
        texts(row, "groups"),
        instant(row, "created_at"),
        lastSignIn);
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
