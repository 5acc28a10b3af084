package org.sallyport.account.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * A password as it is hashed: Unicode NFC, so that it does not matter how a keyboard composes a
 * letter, counted in code points (rule 37).
 */
final class PasswordText {
  static final int LONGEST = 256;

  /** A code point in NFC comes from at most 4 code points, each of at most 2 chars (UAX 15). */
  private static final int LONGEST_RAW = LONGEST * 4 * 2;

  private PasswordText() {}

  /**
   * Nothing for what can be no password, since it is empty or too long; what is far too long is not
   * even normalised.
   */
  static Optional<String> normal(String typed) {
    if (typed.isEmpty() || typed.length() > LONGEST_RAW) {
      return Optional.empty();
    }
    String normal = Normalizer.normalize(typed, Normalizer.Form.NFC);
    return length(normal) > LONGEST ? Optional.empty() : Optional.of(normal);
  }

  static int length(String normal) {
    return normal.codePointCount(0, normal.length());
  }

  static byte[] bytes(String normal) {
    return normal.getBytes(StandardCharsets.UTF_8);
  }
}
