package org.sallyport.portal.archive;

import org.sallyport.platform.memory.MemoryBusy;

/** The archive did not answer, rejected the gateway's own access, or failed. */
public final class ArchiveUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArchiveUnreachable(String what) {
    super(what);
  }

  /** So much of the archive's is being read that no more is. */
  public ArchiveUnreachable(MemoryBusy cause) {
    this("too much is read from the archive at once", cause);
  }

  ArchiveUnreachable(String what, Throwable cause) {
    super(what, cause);
  }
}
