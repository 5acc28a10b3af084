package org.sallyport.portal.studies.reports;

import java.util.regex.Pattern;

/** Text of a report, cleaned for a page; line breaks stay, nothing is cut. */
public final class ReportText {
  private static final Pattern BREAKS = Pattern.compile("\\r\\n?|\\f");

  /** Control characters and bidirectional formatting characters. */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cc}&&[^\\n\\t]]+|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]+");

  private ReportText() {}

  public static String clean(String text) {
    String lines = BREAKS.matcher(text).replaceAll("\n");
    return INVISIBLE.matcher(lines).replaceAll(" ").strip();
  }
}
