package org.sallyport.gate.secondfactor;

import java.util.Optional;
import org.sallyport.platform.messages.TypedText;

/**
 * Parses and formats codes: ASCII digits, with or without a space or hyphen in the middle (rule 1).
 * Digits from a keyboard for Arabic or Persian are read as the same.
 */
public final class CodeDigits {
  /** How many digits the code of an app has (RFC 6238). */
  public static final int OF_APP = 6;

  /** How long codes are that are sent. */
  public interface SentLength {
    /** The number of digits. */
    int length();
  }

  private static final int MAX_LENGTH = 64;
  private static final String SEPARATORS = " \u00A0-";

  private CodeDigits() {}

  /** The digits only; empty if the input is malformed, or has not so many of them. */
  public static Optional<String> read(String typed, int length) {
    if (typed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String digits = TypedText.digits(typed).strip();
    int middle = length / 2;
    boolean isGrouped =
        digits.length() == length + 1 && SEPARATORS.indexOf(digits.charAt(middle)) >= 0;
    String code = isGrouped ? digits.substring(0, middle) + digits.substring(middle + 1) : digits;
    return code.length() == length && code.chars().allMatch(it -> it >= '0' && it <= '9')
        ? Optional.of(code)
        : Optional.empty();
  }

  /** In two groups, for display. */
  public static String show(String code) {
    int middle = code.length() / 2;
    return code.substring(0, middle) + " " + code.substring(middle);
  }
}
