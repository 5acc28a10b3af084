package org.sallyport.platform.tables;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table in the copy of a person's data, newest first.
 *
 * @param query with {@code :account}, {@code :id} (the same as text) and {@code :most}; the names
 *     of its columns are those of the fields in the file. It reads no secret, no hash and no id of
 *     a session. A column of bytes is a JSON object that was encrypted for the row's id; the file
 *     has its fields. Null if {@code reader} reads
 * @param reader reads what is not found by an account's id; null if {@code query} reads
 */
public record CopiedRows(DataSection section, @Nullable String query, @Nullable Reader reader) {

  /** Reads rows by the values of the person. */
  @FunctionalInterface
  public interface Reader {
    List<Map<String, @Nullable Object>> read(DataSubject subject, int most);
  }
}
