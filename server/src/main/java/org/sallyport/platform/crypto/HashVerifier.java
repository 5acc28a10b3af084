package org.sallyport.platform.crypto;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;

/**
 * Verifies many stored hashes of one use in a row. It tries only the key that a stored hash names,
 * and prepares each key once. Not safe for use by several threads.
 */
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public final class HashVerifier {
  private final List<Prepared> keys;

  /** A key of the key file, with the prefix of the hashes made with it. */
  record Prepared(ByteBuffer prefix, Mac mac) {}

  /** Whether the stored value is the hash of the parts under a known key. */
  public boolean matches(byte[] stored, byte[]... parts) {
    if (stored.length != KeyedHash.LENGTH) {
      return false;
    }
    ByteBuffer named = ByteBuffer.wrap(stored, 0, KeyedHash.ID_BYTES);
    byte[] given = Arrays.copyOfRange(stored, KeyedHash.ID_BYTES, stored.length);
    return keys.stream()
        .filter(key -> key.prefix().equals(named))
        .anyMatch(key -> MessageDigest.isEqual(given, KeyedHash.mac(key.mac(), parts)));
  }
}
