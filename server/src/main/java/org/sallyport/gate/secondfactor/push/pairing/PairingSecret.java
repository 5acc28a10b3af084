package org.sallyport.gate.secondfactor.push.pairing;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;

/**
 * The format of the secret that links a phone: eight groups of four base32 characters, of which
 * three are random (120 bits in all; NIST SP 800-63B-4, 4.1.2.2, asks for 112) and the fourth is
 * their check character (Luhn mod N, seeded with the group's position). So the app can tell which
 * group was mistyped.
 */
final class PairingSecret {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Pattern FORM = Pattern.compile("[A-Z2-7]{32}");
  private static final int GROUPS = 8;
  private static final int RANDOM_LETTERS = 3;

  private PairingSecret() {}

  /**
   * Formats a new secret.
   *
   * @param random 15 bytes
   */
  static String of(byte[] random) {
    String letters = new Base32().encodeToString(random);
    StringBuilder secret = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      String three = letters.substring(group * RANDOM_LETTERS, (group + 1) * RANDOM_LETTERS);
      secret.append(three).append(check(three, group));
    }
    return secret.toString();
  }

  /** The typed secret in normal form; empty if it is malformed. */
  static Optional<String> read(String typed) {
    String secret = typed.replaceAll("[ \\-]", "").toUpperCase(java.util.Locale.ROOT);
    return Optional.of(secret).filter(it -> FORM.matcher(it).matches());
  }

  private static char check(String letters, int place) {
    int sum = place;
    for (int i = 0; i < letters.length(); i++) {
      int value = ALPHABET.indexOf(letters.charAt(i)) * (i % 2 == 0 ? 2 : 1);
      sum += value / ALPHABET.length() + value % ALPHABET.length();
    }
    return ALPHABET.charAt(Math.floorMod(-sum, ALPHABET.length()));
  }
}
