package org.sallyport.archive;

/** The archive did not answer, refused the gate itself, or broke. */
public final class ArchiveUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ArchiveUnreachable(String what) {
    super(what);
  }

  ArchiveUnreachable(String what, Throwable cause) {
    super(what, cause);
  }
}
