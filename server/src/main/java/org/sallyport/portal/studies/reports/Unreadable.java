package org.sallyport.portal.studies.reports;

/** A report that cannot be shown: too deep, too large, malformed, or with a loop of references. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(String why) {
    super(why);
  }

  Unreadable(String why, Throwable cause) {
    super(why, cause);
  }
}
