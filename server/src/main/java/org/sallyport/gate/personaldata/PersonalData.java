package org.sallyport.gate.personaldata;

import static org.sallyport.platform.database.Columns.instant;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.delivery.SentMessages;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads all that is kept about the owner of an account, without secrets: as JSON, and as text that
 * people read. A section has its newest rows, 10,000 at most; the file says where there are more.
 */
@Component
public class PersonalData {
  static final int MAX_ROWS = 10_000;

  private final JdbcClient jdbc;
  private final WrongPasswords wrongPasswords;
  private final SentMessages messages;
  private final Sealer sealer;
  private final JsonMapper json;
  private final Clock clock;

  PersonalData(
      JdbcClient jdbc,
      WrongPasswords wrongPasswords,
      SentMessages messages,
      Sealer sealer,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.wrongPasswords = wrongPasswords;
    this.messages = messages;
    this.sealer = sealer;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Writes both files, section by section, so that memory holds one section at most.
   *
   * @return the number of rows in each
   */
  @Transactional(readOnly = true)
  public long write(Account account, Writer asJson, Writer asText) throws IOException {
    DataFiles files = new DataFiles(account.username(), clock.instant(), json, asJson, asText);
    for (Section section : Section.ALL) {
      files.add(read(section, account));
    }
    files.add(wrongPasswords(account));
    files.add(messages(account));
    return files.end();
  }

  private Part read(Section section, Account account) {
    List<Map<String, @Nullable Object>> rows =
        jdbc.sql(section.query())
            .param("account", account.id().value())
            .param("id", account.id().toString())
            .param("username", account.username())
            .param("key", Usernames.key(account.username()))
            .param("most", MAX_ROWS + 1)
            .query((row, number) -> row(row))
            .list();
    return part(section.name(), rows);
  }

  private static Part part(String name, List<Map<String, @Nullable Object>> rows) {
    return rows.size() > MAX_ROWS
        ? new Part(name, rows.subList(0, MAX_ROWS), true)
        : new Part(name, rows, false);
  }

  private Map<String, @Nullable Object> row(ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnTypeName(i).equals("bytea")) {
        fields.putAll(opened(row.getBytes(i), context(columns, i, row.getString("id"))));
      } else {
        fields.put(columns.getColumnLabel(i), value(row, i, columns.getColumnTypeName(i)));
      }
    }
    return fields;
  }

  private static SealContext context(ResultSetMetaData columns, int column, String id)
      throws SQLException {
    return SealContext.of(columns.getTableName(column) + "." + columns.getColumnLabel(column), id);
  }

  /**
   * The fields of an encrypted JSON object; none if its key was retired, and nobody can read it.
   */
  private Map<String, @Nullable Object> opened(byte[] sealed, SealContext context) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (sealer.canOpen(sealed)) {
      json.readTree(sealer.open(sealed, context))
          .forEachEntry(
              (field, value) -> fields.put(field, value.isString() ? value.stringValue() : value));
    }
    return fields;
  }

  private @Nullable Object value(ResultSet row, int column, String type) throws SQLException {
    if (row.getObject(column) == null) {
      return null;
    }
    return switch (type) {
      case "timestamptz" -> instant(row, column).toString();
      case "jsonb" -> json.readTree(row.getString(column));
      case "_text" -> List.of((Object[]) row.getArray(column).getArray());
      case "bool" -> row.getBoolean(column);
      case "int2", "int4", "int8" -> row.getLong(column);
      default -> row.getString(column);
    };
  }

  private Part wrongPasswords(Account account) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (WrongPasswords.OfDay day : wrongPasswords.since(account.username(), Instant.EPOCH)) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("count", day.count());
      fields.put("last_at", day.lastAt().toString());
      fields.put("address", day.address());
      fields.put("browser", day.browser());
      rows.add(fields);
    }
    return part("wrong-passwords", rows);
  }

  private Part messages(Account account) {
    Set<String> destinations = IdentifyingTexts.destinations(account);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (SentMessages.SentMessage sent : messages.to(destinations, MAX_ROWS + 1)) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("at", sent.at().toString());
      fields.put("channel", sent.channel());
      fields.put("subject", sent.subject());
      fields.put("state", sent.state());
      rows.add(fields);
    }
    return part("messages", rows);
  }
}
