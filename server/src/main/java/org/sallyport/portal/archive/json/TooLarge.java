package org.sallyport.portal.archive.json;

import java.io.IOException;

/** An answer beyond the limits, of which nothing more is read. */
final class TooLarge extends IOException {
  private static final long serialVersionUID = 1L;

  TooLarge(String what) {
    super(what);
  }
}
