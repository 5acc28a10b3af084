package org.sallyport.audit;

import org.jspecify.annotations.Nullable;

/**
 * Where the audit log was cut last: all events up to here are in files.
 *
 * @param number of the last link that was cut; 0 if none was
 * @param hash of that link, in hex; empty if none was cut
 * @param file the name of the file that it is in; null if none was cut
 * @param length bytes of that file up to here
 */
record AuditCheckpoint(long number, String hash, @Nullable String file, long length) {
  static final AuditCheckpoint NONE = new AuditCheckpoint(0, "", null, 0);
}
