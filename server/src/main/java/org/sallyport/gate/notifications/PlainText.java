package org.sallyport.gate.notifications;

import java.util.regex.Pattern;

/** Cleans external text: control characters become spaces, and it is cut at 200 characters. */
public final class PlainText {
  private static final int MAX_LENGTH = 200;
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+");

  private PlainText() {}

  public static String text(String outside) {
    String words = CONTROL.matcher(outside).replaceAll(" ").strip();
    return words.length() > MAX_LENGTH ? words.substring(0, MAX_LENGTH) : words;
  }
}
