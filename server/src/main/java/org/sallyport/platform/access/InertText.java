package org.sallyport.platform.access;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Sanitises names and reasons typed by people for use in mails and messages: mail programs turn web
 * and e-mail addresses, domains and telephone numbers into links. The result contains nothing that
 * could become a link, and no invisible characters.
 */
public final class InertText {
  private static final int MAX_LENGTH = 200;

  /**
   * Control, format (bidirectional marks, zero width), private use, line and paragraph separators.
   */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  /**
   * A full stop within a word, in each form that host names allow (RFC 3490). Any non-space may
   * precede it: labels can also end in combining marks and emoji.
   */
  private static final Pattern DOT =
      Pattern.compile("(?<=\\S)[.\u3002\uFF0E\uFF61](?=\\p{L}|xn--)");

  /** Two backslashes begin a UNC path, which mail programs link. */
  private static final Pattern BACKSLASH = Pattern.compile("\\s*[\\\\\uFF3C\uFE68]+\\s*");

  private static final Pattern AFTER_SCHEME = Pattern.compile("[:\uFF1A](?=\\S)");
  private static final Pattern AT = Pattern.compile("\\s*[@\uFF20\uFE6B]\\s*");

  /**
   * A telephone number that stands alone: digits within a word belong to the word ("2201117TG").
   */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{Nd}])\\+?\\p{Nd}(?:[ ()./\u00A0\u2010-\u2015-]*\\p{Nd}){6,}(?![\\p{L}\\p{Nd}])");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private InertText() {}

  /** The text with everything broken up that could become a link, at most 200 characters. */
  public static String of(String typed) {
    String text = plain(typed);
    text = NUMBER.matcher(text).replaceAll("[number]");
    text = AT.matcher(text).replaceAll(" at ");
    text = AFTER_SCHEME.matcher(text).replaceAll(": ");
    text = DOT.matcher(text).replaceAll(". ");
    text = BACKSLASH.matcher(text).replaceAll(" ").strip();
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH).strip() : text;
  }

  /**
   * Whether the text is already inert: nothing in it could become a link, and nothing is invisible.
   */
  public static boolean is(String typed) {
    return !INVISIBLE.matcher(typed).find() && of(typed).equals(plain(typed));
  }

  private static String plain(String typed) {
    String visible = INVISIBLE.matcher(typed).replaceAll(" ");
    String normal = Normalizer.normalize(visible, Normalizer.Form.NFC);
    return SPACE.matcher(normal).replaceAll(" ").strip();
  }
}
