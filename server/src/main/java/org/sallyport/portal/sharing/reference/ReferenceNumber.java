package org.sallyport.portal.sharing.reference;

import java.util.Locale;
import java.util.Optional;
import org.sallyport.platform.crypto.RandomValues;

/**
 * A number to be written down and typed: eleven characters and a check character, in three groups
 * of four. The alphabet has no characters that look alike. The check character (Luhn modulo 30)
 * finds every wrong character and nearly every swap of neighbours.
 *
 * @param value without spaces
 */
public record ReferenceNumber(String value) {
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 12;
  private static final int GROUP = 4;

  static ReferenceNumber random(RandomValues random) {
    String body = random.letters(ALPHABET, LENGTH - 1);
    int sum = sum(body, 2);
    int check = (ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length();
    return new ReferenceNumber(body + ALPHABET.charAt(check));
  }

  /** The number of a typed text, in any case, with or without spaces and hyphens. */
  public static Optional<ReferenceNumber> parse(String typed) {
    if (typed.length() > 64) {
      return Optional.empty();
    }
    String bare = typed.replaceAll("[\\s\\u00a0-]", "").toUpperCase(Locale.ROOT);
    boolean known = bare.chars().allMatch(letter -> ALPHABET.indexOf(letter) >= 0);
    return bare.length() == LENGTH && known && sum(bare, 1) % ALPHABET.length() == 0
        ? Optional.of(new ReferenceNumber(bare))
        : Optional.empty();
  }

  /** For example "7K3M-QX9P-2VRN". */
  public String shown() {
    return value.substring(0, GROUP)
        + "-"
        + value.substring(GROUP, 2 * GROUP)
        + "-"
        + value.substring(2 * GROUP);
  }

  /** The Luhn sum from the right. */
  private static int sum(String text, int factorOfLast) {
    int factor = factorOfLast;
    int sum = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      int addend = factor * ALPHABET.indexOf(text.charAt(i));
      sum += addend / ALPHABET.length() + addend % ALPHABET.length();
      factor = 3 - factor;
    }
    return sum;
  }

  @Override
  public String toString() {
    return "ReferenceNumber";
  }
}
