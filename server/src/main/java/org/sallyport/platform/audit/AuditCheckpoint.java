package org.sallyport.platform.audit;

import org.jspecify.annotations.Nullable;

/**
 * The point up to which the audit log was exported and deleted: all events up to here are in files.
 *
 * @param number of the last deleted link; 0 if there is none
 * @param hash of that link, in hex; empty if there is none
 * @param file the name of the file that contains it; null if there is none
 * @param length bytes of that file up to here
 */
public record AuditCheckpoint(long number, String hash, @Nullable String file, long length) {
  static final AuditCheckpoint NONE = new AuditCheckpoint(0, "", null, 0);
}
