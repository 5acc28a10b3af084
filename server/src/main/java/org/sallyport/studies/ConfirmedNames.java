package org.sallyport.studies;

import java.sql.Timestamp;
import java.time.Clock;
import org.sallyport.access.Origin;
import org.sallyport.audit.AccountEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Names in archive entries without a number that an admin confirmed to be an account's. */
@Repository
public class ConfirmedNames {
  private final JdbcClient jdbc;
  private final AuditLog audit;
  private final Clock clock;

  ConfirmedNames(JdbcClient jdbc, AuditLog audit, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Confirms a name.
   *
   * @param name exact DICOM person name, for example "Brambleway^Hester"
   * @param by the admin
   * @return false if the name is another account's
   */
  @Transactional
  public boolean confirm(AccountId account, String name, String by) {
    int confirmed =
        jdbc.sql(
                """
                insert into confirmed_name (account_id, name, confirmed_by, confirmed_at)
                values (:account, :name, :by, :now)
                on conflict (name) do update set name = excluded.name
                  where confirmed_name.account_id = excluded.account_id
                """)
            .param("account", account.value())
            .param("name", name.strip())
            .param("by", by)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (confirmed > 0) {
      audit.record(new AccountEvent.NameConfirmed(account, by), Origin.COMMAND_LINE);
    }
    return confirmed > 0;
  }
}
