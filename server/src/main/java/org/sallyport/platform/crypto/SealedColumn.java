package org.sallyport.platform.crypto;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Encrypted values of a table that stay longer than an hour, so that they have to be encrypted anew
 * when another key is taken into use. The owner of the table declares it.
 *
 * @param what the values in words, for the operator, for example "linked authenticator apps"
 * @param id the column, of type uuid, that identifies the row
 * @param column the encrypted values, as {@link Sealer#seal} returns them
 * @param condition the rows that have a value, in SQL
 * @param earlier the additional data of values of the first format in the row with that id
 */
public record SealedColumn(
    String what,
    String table,
    String id,
    String column,
    String condition,
    UnaryOperator<String> earlier) {

  /** The columns of all tables. */
  @FunctionalInterface
  public interface Source {
    List<SealedColumn> sealedColumns();
  }

  /**
   * The id of the key of a column's values, in SQL: a value begins with the length of the id, whose
   * high bit is the format, followed by the id.
   */
  public static String keyId(String column) {
    return String.format(Locale.ROOT, "substring(%1$s, 2, get_byte(%1$s, 0) & 127)", column);
  }

  /** What the value in the row with that id belongs to. */
  SealContext context(String row) {
    return new SealContext(table + "." + column, row, earlier.apply(row));
  }

  /**
   * Condition for the rows whose key is one of {@code :keys} and, unless that is one of {@code
   * :older}, whose format is the first one.
   */
  String isSealedOtherwise() {
    return String.format(
        Locale.ROOT,
        "(%1$s) and %3$s = any(:keys) and (get_byte(%2$s, 0) < 128 or %3$s = any(:older))",
        condition,
        column,
        keyId(column));
  }
}
