package org.sallyport.gate.secondfactor;

import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.platform.messages.TypedText;

/**
 * Parses and formats codes: six ASCII digits, with or without a space or hyphen in the middle (rule
 * 1). Digits from a keyboard for Arabic or Persian are read as the same.
 */
public final class SixDigits {
  private static final int MAX_LENGTH = 64;
  private static final Pattern FORM = Pattern.compile("([0-9]{3})[ \\u00A0-]?([0-9]{3})");

  private SixDigits() {}

  /** The digits only; empty if the input is malformed. */
  public static Optional<String> read(String typed) {
    if (typed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var matcher = FORM.matcher(TypedText.digits(typed).strip());
    return matcher.matches() ? Optional.of(matcher.group(1) + matcher.group(2)) : Optional.empty();
  }

  /** In two groups of three, for display. */
  public static String show(String code) {
    return code.substring(0, 3) + " " + code.substring(3);
  }
}
