package org.sallyport.gate.secondfactor.written;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.platform.crypto.RandomValues;

/**
 * The format of a code on paper: 16 letters and digits of 5 bits each, in groups of four. Letters
 * that resemble digits are read as those digits (Crockford's base32).
 */
public final class WrittenCode {
  private static final int LENGTH = 16;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int MAX_LENGTH = 64;
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  private WrittenCode() {}

  /** Generates a code of 80 random bits. */
  public static String make(RandomValues random) {
    return random.letters(ALPHABET, LENGTH);
  }

  /** The code without separators; empty if the input is malformed. */
  public static Optional<String> read(String typed) {
    return Optional.of(typed)
        .filter(it -> it.length() <= MAX_LENGTH)
        .map(WrittenCode::canonical)
        .filter(code -> FORM.matcher(code).matches());
  }

  /** In capitals, without separators, with digits in place of the letters that resemble them. */
  private static String canonical(String typed) {
    return typed
        .replaceAll("[\\s\u00A0-]", "")
        .toUpperCase(Locale.ROOT)
        .replace('O', '0')
        .replace('I', '1')
        .replace('L', '1');
  }

  /** In four groups, for display. */
  public static String show(String code) {
    return code.replaceAll("(.{4})(?!$)", "$1-");
  }
}
