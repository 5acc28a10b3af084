package org.sallyport.gate.personaldata;

import static java.util.stream.Collectors.groupingBy;
import static org.sallyport.platform.database.Columns.instant;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Usernames;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.sallyport.platform.tables.CopiedRows;
import org.sallyport.platform.tables.DataSection;
import org.sallyport.platform.tables.DataSubject;
import org.sallyport.platform.tables.Tables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads all that is kept about the owner of an account, without secrets: as JSON, and as text that
 * people read. A section has its newest rows, 10,000 at most; the file says where there are more.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PersonalData {
  static final int MAX_ROWS = 10_000;

  private final JdbcClient jdbc;
  private final Tables tables;
  private final Sealer sealer;
  private final JsonMapper json;
  private final Clock clock;

  /**
   * Writes both files, section by section, so that memory holds one section at most.
   *
   * @return the number of rows in each
   */
  @Transactional(readOnly = true)
  public long write(Account account, Writer asJson, Writer asText) throws IOException {
    DataFiles files = new DataFiles(account.username(), clock.instant(), json, asJson, asText);
    DataSubject subject =
        new DataSubject(
            account.id(),
            account.username(),
            Usernames.key(account.username()),
            IdentifyingTexts.destinations(account));
    for (Map.Entry<DataSection, List<CopiedRows>> section : sections().entrySet()) {
      files.add(read(section.getKey(), section.getValue(), subject));
    }
    return files.end();
  }

  private Map<DataSection, List<CopiedRows>> sections() {
    return tables.copied().stream()
        .collect(groupingBy(CopiedRows::section, TreeMap::new, Collectors.toList()));
  }

  private Part read(DataSection section, List<CopiedRows> tables, DataSubject subject) {
    List<Map<String, @Nullable Object>> rows =
        tables.stream().flatMap(copied -> read(copied, subject).stream()).toList();
    return part(section.word(), rows);
  }

  private List<Map<String, @Nullable Object>> read(CopiedRows copied, DataSubject subject) {
    CopiedRows.@Nullable Reader reader = copied.reader();
    return reader == null
        ? read(Objects.requireNonNull(copied.query()), subject)
        : reader.read(subject, MAX_ROWS + 1);
  }

  private List<Map<String, @Nullable Object>> read(String query, DataSubject subject) {
    return jdbc.sql(query)
        .param("account", subject.account().value())
        .param("id", subject.account().toString())
        .param("most", MAX_ROWS + 1)
        .query((row, number) -> row(row))
        .list();
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
}
