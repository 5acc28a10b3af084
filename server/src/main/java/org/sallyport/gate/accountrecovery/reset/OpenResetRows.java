package org.sallyport.gate.accountrecovery.reset;

import static org.sallyport.platform.database.Columns.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.RowMapper;

/** Reads open resets from their rows. */
final class OpenResetRows {
  /**
   * The approver only while still an enabled admin. Its parameter is that of {@link ResetStore}.
   */
  static final String SELECT =
      """
      select r.id, r.account_id, o.username, o.name, r.requester_id, r.requested_by, r.reason, r.phone_lost, r.requested_at, r.due_at,
             coalesce(q.role = 'helpdesk', false) as by_help_desk, p.id as approver_id
        from factor_reset r join account o on o.id = r.account_id
        left join account q on q.id = r.requester_id
        left join account p on p.id = r.approver_id and p.role = 'admin' and p.disabled_at is null
         and (p.role_since is null or p.role_since <= :rolesUntil)
       where \
      """;

  static final RowMapper<OpenReset> ROW = (row, number) -> reset(row);

  private OpenResetRows() {}

  private static OpenReset reset(ResultSet row) throws SQLException {
    return new OpenReset(
        row.getObject("id", UUID.class),
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getString("username"),
        row.getString("name"),
        account(row, "requester_id"),
        row.getString("requested_by"),
        row.getString("reason"),
        row.getBoolean("phone_lost"),
        instant(row, "requested_at"),
        instant(row, "due_at"),
        row.getBoolean("by_help_desk"),
        account(row, "approver_id"));
  }

  private static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
    UUID id = row.getObject(column, UUID.class);
    return id == null ? null : new AccountId(id);
  }
}
