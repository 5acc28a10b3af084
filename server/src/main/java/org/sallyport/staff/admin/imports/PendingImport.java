package org.sallyport.staff.admin.imports;

/**
 * An uploaded file that waits for its confirmation.
 *
 * @param name of the file, as the browser sent it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PendingImport(String name, byte[] file) {

  /** Omits the file, which may contain passwords. */
  @Override
  public String toString() {
    return "PendingImport";
  }
}
