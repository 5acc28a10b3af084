package org.sallyport.gate.account.password;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Normalises a password by removing variations that add little against guessing. */
final class PasswordFolding {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
  private static final String SIGNS = "0134578@$!|";
  private static final String LETTERS = "oieastbasil";

  private PasswordFolding() {}

  /** In lower case, without accents and white space. */
  static String fold(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
  }

  /** Without the digits and signs before the first letter and after the last one. */
  static String core(String folded) {
    return AROUND.matcher(folded).replaceAll("");
  }

  /** With letters for the signs that often replace them: "p@ssw0rd". */
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

  /** The shortest text whose repetition gives this one, the last repetition possibly cut short. */
  static String unit(String text) {
    for (int length = 1; length <= text.length() / 2; length++) {
      if (text.startsWith(text.substring(length))) {
        return text.substring(0, length);
      }
    }
    return text;
  }
}
