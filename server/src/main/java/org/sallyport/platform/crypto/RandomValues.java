package org.sallyport.platform.crypto;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** All unpredictable values, from a cryptographic generator. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public final class RandomValues {
  private static final int TOKEN_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int SHARED_SECRET_BYTES = 20;
  private static final int PAIRING_BYTES = 15;

  /** Without letters and digits that are easily confused. */
  private static final String TAG_LETTERS = "ABCDEFGHJKMNPRTWXY";

  private static final String TAG_DIGITS = "2346789";

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  /** A token of 256 bits, as 43 characters of base64url. */
  public String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A salt of 128 bits for a password hash: unique, not secret. */
  public byte[] salt() {
    byte[] bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A random string of the given length; each letter of the alphabet is equally likely. */
  public String letters(String alphabet, int length) {
    StringBuilder letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return letters.toString();
  }

  /** A secret of 160 bits for an authenticator app (RFC 4226 section 4, R6). */
  public byte[] sharedSecret() {
    byte[] bytes = new byte[SHARED_SECRET_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  /** 120 bits for pairing a phone; its secret takes 90 of them. */
  public byte[] pairingSecret() {
    byte[] bytes = new byte[PAIRING_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * A code, or a number for people to compare; every value is equally likely, leading zeros are
   * kept (rule 1).
   *
   * @param count number of decimal digits, nine at most
   */
  public String digits(int count) {
    int values = 1;
    for (int digit = 0; digit < count; digit++) {
      values = Math.multiplyExact(values, 10);
    }
    return Integer.toString(values + random.nextInt(values)).substring(1);
  }

  /** A letter and a digit that identify a message; not secret (rule 7). */
  public String tag() {
    return ""
        + TAG_LETTERS.charAt(random.nextInt(TAG_LETTERS.length()))
        + TAG_DIGITS.charAt(random.nextInt(TAG_DIGITS.length()));
  }

  /** A row's id: UUID version 7 (RFC 9562), which sorts by time. */
  public UUID id() {
    long time = clock.millis();
    long high = (time << 16) | 0x7000L | random.nextInt(1 << 12);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
