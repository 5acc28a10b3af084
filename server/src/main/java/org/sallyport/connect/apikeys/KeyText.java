package org.sallyport.connect.apikeys;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.sallyport.platform.crypto.RandomValues;

/**
 * The text of a key: a prefix by which programs that look for leaked secrets recognise it, 256
 * random bits, and a checksum by which they leave out what only looks like one. It is selected by a
 * double click.
 */
final class KeyText {
  static final String PREFIX = "sallyport_";

  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /** 43 letters out of 62 have 256 bits. */
  private static final int SECRET_LENGTH = 43;

  private static final int CHECKSUM_LENGTH = 6;

  private KeyText() {}

  static String make(RandomValues random) {
    String secret = random.letters(LETTERS, SECRET_LENGTH);
    return PREFIX + secret + checksum(secret);
  }

  /** Whether a text has the form of a key; that says nothing of whether there is such a key. */
  static boolean isOne(String text) {
    if (text.length() != PREFIX.length() + SECRET_LENGTH + CHECKSUM_LENGTH
        || !text.startsWith(PREFIX)) {
      return false;
    }
    String secret = text.substring(PREFIX.length(), PREFIX.length() + SECRET_LENGTH);
    return text.endsWith(checksum(secret));
  }

  /** CRC-32 with six letters, the lowest last. */
  private static String checksum(String secret) {
    CRC32 crc = new CRC32();
    crc.update(secret.getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] letters = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      letters[i] = LETTERS.charAt((int) (rest % LETTERS.length()));
      rest /= LETTERS.length();
    }
    return new String(letters);
  }
}
