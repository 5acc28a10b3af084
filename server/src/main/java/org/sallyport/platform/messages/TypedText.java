package org.sallyport.platform.messages;

/**
 * What people type or paste. Texts from right to left have invisible marks around names and numbers
 * (UAX 9), which a double click takes along; and keyboards for Arabic and Persian have digits of
 * their own.
 */
public final class TypedText {
  /** Marks, embeddings, overrides and isolates of the bidirectional algorithm. */
  private static final String MARKS =
      "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

  /** The zeros of Arabic and Persian. */
  private static final char[] ZEROS = {'\u0660', '\u06f0'};

  private TypedText() {}

  /** Without the marks before and after it, and the space around them. Those within it stay. */
  public static String withoutMarks(String typed) {
    int from = 0;
    int to = typed.length();
    while (from < to && isAround(typed.charAt(from))) {
      from++;
    }
    while (to > from && isAround(typed.charAt(to - 1))) {
      to--;
    }
    boolean marked = hasMark(typed.substring(0, from)) || hasMark(typed.substring(to));
    return marked ? typed.substring(from, to) : typed;
  }

  /** On one line: control characters and line ends become spaces. Nothing is cut. */
  public static String oneLine(String typed) {
    return typed.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  private static boolean isAround(char letter) {
    return Character.isWhitespace(letter) || MARKS.indexOf(letter) >= 0;
  }

  private static boolean hasMark(String text) {
    return text.chars().anyMatch(letter -> MARKS.indexOf(letter) >= 0);
  }

  /** With the digits 0 to 9 in place of those of Arabic and Persian. Others stay as they are. */
  public static String digits(String typed) {
    StringBuilder ascii = new StringBuilder(typed.length());
    for (int i = 0; i < typed.length(); i++) {
      ascii.append(digit(typed.charAt(i)));
    }
    return ascii.toString();
  }

  private static char digit(char letter) {
    for (char zero : ZEROS) {
      if (letter >= zero && letter <= zero + 9) {
        return (char) ('0' + letter - zero);
      }
    }
    return letter;
  }
}
