package org.sallyport.access;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Names and reasons that people typed, for mails and messages: mail programs make links of web and
 * e-mail addresses, domains and telephone numbers, whoever wrote them. Here nothing is left of
 * which a link could be made, nor anything invisible.
 */
public final class InertText {
  private static final int LONGEST = 200;

  /** Control, format (bidirectional marks, zero width), private use, line and paragraph ends. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  /**
   * A full stop within a word, in each script that names of hosts can have it in (RFC 3490). Before
   * it may stand whatever is no space: labels end in combining marks and pictures, too.
   */
  private static final Pattern DOT =
      Pattern.compile("(?<=\\S)[.\u3002\uFF0E\uFF61](?=\\p{L}|xn--)");

  /** Two of them begin the name of a share of another machine, which mail programs link. */
  private static final Pattern BACKSLASH = Pattern.compile("\\s*[\\\\\uFF3C\uFE68]+\\s*");

  private static final Pattern AFTER_SCHEME = Pattern.compile("[:\uFF1A](?=\\S)");
  private static final Pattern AT = Pattern.compile("\\s*[@\uFF20\uFE6B]\\s*");

  /** A telephone number stands alone: digits within a word are part of it ("2201117TG"). */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{Nd}])\\+?\\p{Nd}(?:[ ()./\u00A0\u2010-\u2015-]*\\p{Nd}){6,}(?![\\p{L}\\p{Nd}])");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private InertText() {}

  /** The text with what could become a link taken apart, 200 characters at most. */
  public static String of(String typed) {
    String text = plain(typed);
    text = NUMBER.matcher(text).replaceAll("[number]");
    text = AT.matcher(text).replaceAll(" at ");
    text = AFTER_SCHEME.matcher(text).replaceAll(": ");
    text = DOT.matcher(text).replaceAll(". ");
    text = BACKSLASH.matcher(text).replaceAll(" ").strip();
    return text.length() > LONGEST ? text.substring(0, LONGEST).strip() : text;
  }

  /** Whether it is such a text already: nothing in it could become a link, nothing is invisible. */
  public static boolean is(String typed) {
    return !INVISIBLE.matcher(typed).find() && of(typed).equals(plain(typed));
  }

  private static String plain(String typed) {
    String visible = INVISIBLE.matcher(typed).replaceAll(" ");
    String normal = Normalizer.normalize(visible, Normalizer.Form.NFC);
    return SPACE.matcher(normal).replaceAll(" ").strip();
  }
}
