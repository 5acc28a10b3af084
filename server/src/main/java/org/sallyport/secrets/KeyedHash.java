package org.sallyport.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA-256 under a key outside the database: for values that must be recognised but never read,
 * so that a stolen database neither shows them nor lets them be guessed.
 */
@Component
public final class KeyedHash {
  /** Bytes of a hash. */
  public static final int LENGTH = 32;

  private final Keys keys;

  KeyedHash(Keys keys) {
    this.keys = keys;
  }

  /** The hash of the parts, each with its length, so that no two lists of parts run together. */
  public byte[] of(Use use, String... parts) {
    return of(keys.current(use), parts);
  }

  /** Whether it is the hash of the parts, by the current key or one of those before it. */
  public boolean matches(byte[] hash, Use use, String... parts) {
    return keys.all(use).stream().anyMatch(key -> MessageDigest.isEqual(hash, of(key, parts)));
  }

  private static byte[] of(SecretKey key, String... parts) {
    Mac mac = mac(key);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      mac.update(bytes);
    }
    return mac.doFinal();
  }

  /** HMAC-SHA-256 under a key, ready for what is to be hashed. */
  static Mac mac(SecretKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }
}
