package org.sallyport.archive;

/** The archive did not answer, rejected the gateway's own access, or failed. */
public final class ArchiveUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ArchiveUnreachable(String what) {
    super(what);
  }

  ArchiveUnreachable(String what, Throwable cause) {
    super(what, cause);
  }
}
