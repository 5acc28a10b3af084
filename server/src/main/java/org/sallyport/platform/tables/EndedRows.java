package org.sallyport.platform.tables;

import org.jspecify.annotations.Nullable;

/**
 * Rows that a restore ends: the restored data do not say what was used or ended since the backup.
 *
 * @param what the rows in words, for the operator; null if the operator is not told
 * @param statement with {@code :now}
 */
public record EndedRows(@Nullable String what, String statement) {}
