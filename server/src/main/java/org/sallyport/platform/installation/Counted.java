package org.sallyport.platform.installation;

import java.util.Locale;

/** Formats numbers of things. */
public final class Counted {
  private static final char NARROW_SPACE = '\u202f';

  private Counted() {}

  /** A number with a narrow space between groups of thousands. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', NARROW_SPACE);
  }
}
