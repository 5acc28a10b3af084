package org.sallyport.platform.crypto;

import java.util.function.UnaryOperator;

/**
 * Encrypted values of a table that stay longer than an hour, so that they have to be encrypted anew
 * when another key is taken into use. A module registers each as a bean.
 *
 * @param what the values in words, for the operator, for example "linked authenticator apps"
 * @param id the column, of type uuid, that identifies the row
 * @param column the encrypted values, as {@link Sealer#seal} returns them
 * @param condition the rows that have a value, in SQL
 * @param context of the value in the row with that id
 */
public record SealedColumn(
    String what,
    String table,
    String id,
    String column,
    String condition,
    UnaryOperator<String> context) {

  /** Condition for the rows whose key is one of {@code :keys}. */
  public String isSealedWithOneOfKeys() {
    return "("
        + condition
        + ") and substring("
        + column
        + ", 2, get_byte("
        + column
        + ", 0)) = any(:keys)";
  }
}
