package org.sallyport.portal.studies.reports;

/** A report that cannot be shown: too deep, too large, malformed, or with a loop of references. */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  public Unreadable(String why) {
    super(why);
  }

  public Unreadable(String why, Throwable cause) {
    super(why, cause);
  }
}
