package org.sallyport.platform.crypto;

import java.nio.charset.StandardCharsets;

/**
 * What an encrypted value belongs to. It cannot be decrypted as the value of another column or row.
 *
 * @param place the table and column, {@code table.column}, or the purpose of a value that is kept
 *     elsewhere
 * @param id of the row, or what else identifies the value
 * @param earlier the additional data of values of the first format
 */
public record SealContext(String place, String id, String earlier) {
  /** No context of the first format begins so. */
  private static final String FORMAT = "\0sallyport 2\0";

  /** Of a value whose first format was bound to the row's id alone. */
  public static SealContext of(String place, Object id) {
    return new SealContext(place, id.toString(), id.toString());
  }

  /** Of a value that is not in a row. */
  public static SealContext of(String purpose) {
    return new SealContext(purpose, "", purpose);
  }

  /** The additional data; no part of it contains the separator. */
  byte[] additionalData(String keyId) {
    return bytes(FORMAT + String.join("\0", keyId, place, id));
  }

  byte[] earlierAdditionalData() {
    return bytes(earlier);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
