package org.sallyport.gate.account.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * The form of a password that is hashed: Unicode NFC, so that the keyboard's way of composing
 * letters does not matter; its length is counted in code points (rule 37).
 */
final class PasswordText {
  static final int MAX_LENGTH = 256;

  /** One code point in NFC results from at most 4 code points of at most 2 chars each (UAX 15). */
  private static final int MAX_INPUT_LENGTH = MAX_LENGTH * 4 * 2;

  private PasswordText() {}

  /**
   * The normalised password; empty if it is empty or too long. Input that is far too long is not
   * normalised.
   */
  static Optional<String> normal(String typed) {
    if (typed.isEmpty() || typed.length() > MAX_INPUT_LENGTH) {
      return Optional.empty();
    }
    String normal = Normalizer.normalize(typed, Normalizer.Form.NFC);
    return length(normal) > MAX_LENGTH ? Optional.empty() : Optional.of(normal);
  }

  static int length(String normal) {
    return normal.codePointCount(0, normal.length());
  }

  static byte[] bytes(String normal) {
    return normal.getBytes(StandardCharsets.UTF_8);
  }
}
