package org.sallyport.platform.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value in a CSV file that people open with a spreadsheet. What a spreadsheet would take for a
 * formula gets an apostrophe before it (attack M03).
 */
public final class SpreadsheetCell {
  private static final Pattern FORMULA =
      Pattern.compile("^\\s*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]");

  private SpreadsheetCell() {}

  /** The value as text; nothing for null. */
  public static String of(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return FORMULA.matcher(text).find() ? "'" + text : text;
  }
}
