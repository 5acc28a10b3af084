package org.sallyport.platform.audit.search;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches the audit log, newest first. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AuditSearch {
  /** Events on a page. */
  public static final int PAGE_SIZE = 100;

  static final String COLUMNS =
      """
      id, at, type, account_id, sign_in_id, address, browser, coalesce(details ->> 'by', run_by) as actor,
      coalesce(details #>> '{ids,by,0}', (select n.account_id::text from audit_event_name n
        where n.event_id = id and n.component = 'by' limit 1)) as actor_account,
      details::text as details, coalesce(chain_no, 0) as number, coalesce(encode(chain_hash, 'hex'), '') as hash\
      """;

  private static final int BATCH_SIZE = 1_000;

  private final JdbcClient jdbc;

  /**
   * Events of a page.
   *
   * @param next where the next page starts; null if this is the last one
   */
  public record Page(List<AuditRecord> events, AuditRecord.@Nullable Position next) {}

  /** Receives events in batches. */
  @FunctionalInterface
  public interface Receiver {
    /** Receives the next events; returns false to receive no more. */
    boolean receive(List<AuditRecord> events);
  }

  /**
   * A page of the events that meet the criteria.
   *
   * @param before where the page starts, not included; null for the first page
   */
  public Page search(AuditCriteria criteria, AuditRecord.@Nullable Position before) {
    List<AuditRecord> found = find(criteria, before, PAGE_SIZE + 1);
    if (found.size() <= PAGE_SIZE) {
      return new Page(found, null);
    }
    List<AuditRecord> events = found.subList(0, PAGE_SIZE);
    return new Page(events, events.getLast().position());
  }

  /** All events that meet the criteria, in batches, each in a statement of its own. */
  public void each(AuditCriteria criteria, Receiver receiver) {
    AuditRecord.@Nullable Position before = null;
    boolean more = true;
    while (more) {
      List<AuditRecord> found = find(criteria, before, BATCH_SIZE);
      more = !found.isEmpty() && receiver.receive(found) && found.size() == BATCH_SIZE;
      before = found.isEmpty() ? before : found.getLast().position();
    }
  }

  public Optional<AuditRecord> byId(long id) {
    return jdbc.sql("select " + COLUMNS + " from audit_event where id = :id")
        .param("id", id)
        .query((row, index) -> event(row))
        .optional();
  }

  /** Linked events in the order of the chain, which has no gaps. */
  public List<AuditRecord> linked(long after, int most) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from audit_event where chain_no > :after order by chain_no limit :most")
        .param("after", after)
        .param("most", most)
        .query((row, index) -> event(row))
        .list();
  }

  private List<AuditRecord> find(
      AuditCriteria criteria, AuditRecord.@Nullable Position before, int most) {
    SearchStatement statement = new SearchStatement(criteria, before, most);
    return jdbc.sql(statement.sql())
        .params(statement.parameters())
        .query((row, index) -> event(row))
        .list();
  }

  private static @Nullable AccountId account(@Nullable String id) {
    return id == null ? null : new AccountId(UUID.fromString(id));
  }

  private static AuditRecord event(ResultSet row) throws SQLException {
    @Nullable UUID account = row.getObject("account_id", UUID.class);
    @Nullable UUID signIn = row.getObject("sign_in_id", UUID.class);
    return new AuditRecord(
        row.getLong("id"),
        instant(row, "at"),
        row.getString("type"),
        account == null ? null : new AccountId(account),
        signIn == null ? null : new SignInId(signIn),
        row.getString("address"),
        row.getString("browser"),
        row.getString("actor"),
        account(row.getString("actor_account")),
        row.getString("details"),
        row.getLong("number"),
        row.getString("hash"));
  }
}
