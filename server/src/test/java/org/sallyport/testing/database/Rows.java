package org.sallyport.testing.database;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queries the test database directly. */
@Component
public class Rows {
  private final JdbcClient jdbc;

  Rows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public int wrongCodes(AccountId account) {
    return jdbc.sql("select wrong_codes from account where id = :id")
        .param("id", account.value())
        .query(Integer.class)
        .single();
  }

  public boolean isLocked(AccountId account) {
    return jdbc.sql("select locked_at is not null from account where id = :id")
        .param("id", account.value())
        .query(Boolean.class)
        .single();
  }

  /** Complete sessions that were not ended. */
  public int sessions(AccountId account) {
    return jdbc.sql("select count(*) from sign_in where account_id = :id and state = 'complete'")
        .param("id", account.value())
        .query(Integer.class)
        .single();
  }

  /** The number of events of a type recorded for an account, for example "LockEvent.Locked". */
  public int events(AccountId account, String type) {
    return jdbc.sql("select count(*) from audit_event where account_id = :id and type = :type")
        .param("id", account.value())
        .param("type", type)
        .query(Integer.class)
        .single();
  }

  /** The number of codes that were compared: each comparison records exactly one event. */
  public int compared(AccountId account) {
    return events(account, "CodeEvent.Accepted") + events(account, "CodeEvent.Refused");
  }

  public long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  public List<Map<String, @Nullable Object>> query(String sql, Object... parameters) {
    return jdbc.sql(sql).params(parameters).query().listOfRows();
  }

  public void update(String sql, Object... parameters) {
    jdbc.sql(sql).params(parameters).update();
  }
}
