package org.sallyport.account.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes away from a password what adds nothing for somebody who guesses. */
final class PasswordFolding {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
  private static final String SIGNS = "0134578@$!|";
  private static final String LETTERS = "oieastbasil";

  private PasswordFolding() {}

  /** Lower case, without accents and space. */
  static String fold(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
  }

  /** Without digits and signs before the first letter and after the last. */
  static String core(String folded) {
    return AROUND.matcher(folded).replaceAll("");
  }

  /** With letters for the signs that are often put in their place: "p@ssw0rd". */
  static String lettersForSigns(String folded) {
    StringBuilder plain = new StringBuilder(folded);
    for (int i = 0; i < plain.length(); i++) {
      int sign = SIGNS.indexOf(plain.charAt(i));
      if (sign >= 0) {
        plain.setCharAt(i, LETTERS.charAt(sign));
      }
    }
    return plain.toString();
  }

  /** The shortest text that makes this one when repeated, the last time perhaps cut short. */
  static String unit(String text) {
    for (int length = 1; length <= text.length() / 2; length++) {
      if (text.startsWith(text.substring(length))) {
        return text.substring(0, length);
      }
    }
    return text;
  }
}
