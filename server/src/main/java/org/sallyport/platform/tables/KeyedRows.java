package org.sallyport.platform.tables;

import org.sallyport.platform.crypto.SealedColumn;

/**
 * Rows that depend on a key of the key file.
 *
 * @param what the rows in words, for the operator
 * @param condition in SQL, with {@code :id} and {@code :prefix} of the key, and {@code :now}
 * @param lost whether the rows end when the key is retired; otherwise they are made anew
 */
public record KeyedRows(String table, String what, String condition, boolean lost) {

  /** Condition: the hash in the column was made with the key. */
  public static String hashed(String column) {
    return "substring(" + column + ", 1, 8) = :prefix";
  }

  /** Condition: the value in the column was encrypted with the key. */
  public static String sealed(String column) {
    return SealedColumn.keyId(column) + " = convert_to(:id, 'UTF8') and " + column + " is not null";
  }
}
