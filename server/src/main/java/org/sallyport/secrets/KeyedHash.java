package org.sallyport.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
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
    Mac mac = mac(use);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      mac.update(bytes);
    }
    return mac.doFinal();
  }

  private Mac mac(Use use) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.current(use));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256", e);
    }
  }
}
