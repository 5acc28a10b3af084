package org.sallyport.platform.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC-based one-time password of RFC 4226: SHA-1, six digits. */
public final class Hotp {
  private static final int MODULUS = 1_000_000;

  private Hotp() {}

  /** The code of a counter, leading zeros kept (RFC 4226 section 5.3). */
  public static String code(byte[] secret, long counter) {
    byte[] hash = hmac(secret, counter);
    int offset = hash[hash.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return Integer.toString(MODULUS + truncated % MODULUS).substring(1);
  }

  private static byte[] hmac(byte[] secret, long counter) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA1", e);
    }
  }
}
