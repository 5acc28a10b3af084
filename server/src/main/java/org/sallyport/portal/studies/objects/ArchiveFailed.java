package org.sallyport.portal.studies.objects;

import java.io.IOException;

/** The archive stopped in the middle, or sent something malformed. */
public final class ArchiveFailed extends IOException {
  private static final long serialVersionUID = 1L;

  public ArchiveFailed(Throwable cause) {
    super(cause);
  }

  public ArchiveFailed(String what) {
    super(what);
  }
}
