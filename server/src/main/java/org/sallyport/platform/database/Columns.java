package org.sallyport.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads columns of types that JDBC has no method for. */
public final class Columns {
  private Columns() {}

  /**
   * Reads a {@code timestamptz} column that is never null.
   *
   * @throws NullPointerException if it is null
   */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(row, column), column);
  }

  /**
   * Reads the {@code timestamptz} column with that number, counted from 1, which is never null.
   *
   * @throws NullPointerException if it is null
   */
  public static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  /** Reads a {@code timestamptz} column. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
