package org.sallyport.installation;

import java.util.Locale;

/** Formats a number with a noun. The only place that chooses between singular and plural. */
public final class Counted {
  private static final char NARROW_SPACE = '\u202f';

  private Counted() {}

  /**
   * For example "1 try left", "1 204 images".
   *
   * @param one what follows the number 1, for example "try left"
   * @param many what follows every other number, for example "tries left"
   */
  public static String of(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }

  /** A number with a narrow space between groups of thousands. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', NARROW_SPACE);
  }
}
