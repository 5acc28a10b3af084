package org.sallyport.platform.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The end of the audit log's chain: its hash depends on every event before it.
 *
 * @param number 0 if no event is linked yet
 * @param hash in hexadecimal digits
 */
public record LastEvent(long number, String hash) {
  private static final LastEvent NONE = new LastEvent(0, "");

  static LastEvent of(Connection database) throws SQLException {
    return ask(
        database,
        "select chain_no, encode(chain_hash, 'hex') from audit_event where chain_no is not null"
            + " order by chain_no desc limit 1");
  }

  /** Whether a database contains it, with the same hash. */
  boolean isIn(Connection database) throws SQLException {
    return number == 0
        || equals(
            ask(
                database,
                "select chain_no, encode(chain_hash, 'hex') from audit_event where chain_no = "
                    + number));
  }

  private static LastEvent ask(Connection database, String question) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      return row.next() ? new LastEvent(row.getLong(1), row.getString(2)) : NONE;
    }
  }
}
