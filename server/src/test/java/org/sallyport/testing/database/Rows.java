package org.sallyport.testing.database;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.tables.Tables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Queries the test database directly. */
@Component
public class Rows {
  private final JdbcClient jdbc;
  private final Tables tables;
  private final Clock clock;

  Rows(JdbcClient jdbc, Tables tables, Clock clock) {
    this.jdbc = jdbc;
    this.tables = tables;
    this.clock = clock;
  }

  /** Deletes the rows of a table that expired before a moment, as the retention job does. */
  public void removeExpired(String table, Instant before) {
    tables.retained().stream()
        .filter(rows -> rows.table().equals(table))
        .forEach(rows -> rows.removal().remove(jdbc, before, clock.instant(), 10_000));
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

  /**
   * The tables with a row that holds a secret, as text, hex or base64; in values of every type,
   * among them bytea, arrays and JSON. Six digits are found where they are not part of a longer
   * number, a time or a hash.
   */
  public List<String> tablesWith(String secret) {
    String pattern = String.join("|", forms(secret));
    return query("select tablename from pg_tables where schemaname = 'public' order by 1").stream()
        .map(table -> String.valueOf(table.get("tablename")))
        .filter(
            table ->
                !query("select 1 from " + table + " t where t::text ~ ? limit 1", pattern)
                    .isEmpty())
        .toList();
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    List<String> forms = new ArrayList<>(List.of(HexFormat.of().formatHex(bytes)));
    forms.add(
        secret.matches("[0-9]{6}")
            ? "(^|[^0-9a-fA-F.])"
                + secret.substring(0, 3)
                + "[ -]?"
                + secret.substring(3)
                + "([^0-9a-fA-F]|$)"
            : quoted(secret));
    // A secret within a longer text begins at one of three places of a group of base64.
    for (int before = 0; before < 3; before++) {
      byte[] text = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, text, before, bytes.length);
      int from = (before * 8 + 5) / 6;
      int to = text.length * 8 / 6;
      forms.add(quoted(Base64.getEncoder().encodeToString(text).substring(from, to)));
      forms.add(quoted(Base64.getUrlEncoder().encodeToString(text).substring(from, to)));
    }
    return forms;
  }

  private static String quoted(String text) {
    return text.replaceAll("([^A-Za-z0-9 ])", "\\\\$1");
  }
}
