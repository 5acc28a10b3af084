package org.sallyport.secondfactor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.crypto.RandomValues;

/**
 * How a code on paper is written: 16 letters and digits of 5 bits each, in groups of four. Letters
 * that are taken for digits are read as these (Crockford's base32).
 */
public final class WrittenCode {
  private static final int LENGTH = 16;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LONGEST = 64;
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  private WrittenCode() {}

  /** A new one, of 80 random bits. */
  public static String make(RandomValues random) {
    return random.letters(ALPHABET, LENGTH);
  }

  /** The code without what only parts it; empty if it has not the form of one. */
  public static Optional<String> read(String typed) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String code =
        typed
            .replaceAll("[\\s\u00A0-]", "")
            .toUpperCase(Locale.ROOT)
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return FORM.matcher(code).matches() ? Optional.of(code) : Optional.empty();
  }

  /** In four groups, as people read it. */
  public static String show(String code) {
    return code.replaceAll("(.{4})(?!$)", "$1-");
  }
}
