package org.sallyport.platform.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;

/**
 * Reads a copy through a server that was started on it: each page of each table, whose checksums
 * the server verifies, and the end of the audit log's chain.
 */
@RequiredArgsConstructor
final class CopyCheck {
  private static final String TABLES =
      "select format('%I.%I', n.nspname, c.relname) from pg_class c"
          + " join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 't', 'm')";

  private final Connection copy;

  /**
   * Checks the copy.
   *
   * @param expected an event that has to be there
   * @return the number of accounts in it
   */
  long check(LastEvent expected) throws SQLException, BackupRefused {
    readAllPages();
    if (!expected.isIn(copy)) {
      throw new BackupRefused(
          "the copy does not contain event " + expected.number() + " of the audit log");
    }
    return count("public.account");
  }

  private void readAllPages() throws SQLException {
    try (Statement statement = copy.createStatement()) {
      for (String plan : List.of("indexscan", "indexonlyscan", "bitmapscan")) {
        statement.execute("set enable_" + plan + " = off");
      }
    }
    for (String table : tables()) {
      count(table);
    }
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = copy.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private long count(String table) throws SQLException {
    try (Statement statement = copy.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
