package org.sallyport.portal.archive.json;

/** An answer that cannot be read: it is not DICOM JSON, ends too early, or is too large. */
public final class UnreadableAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableAnswer(String what) {
    super(what);
  }

  UnreadableAnswer(String what, Throwable cause) {
    super(what, cause);
  }
}
