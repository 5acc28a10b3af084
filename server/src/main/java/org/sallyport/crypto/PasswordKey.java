package org.sallyport.crypto;

import org.springframework.stereotype.Component;

/**
 * The key that every password hash is sealed with, on top of its salt (NIST SP 800-63B-4, 3.1.1.2).
 */
@Component
public final class PasswordKey {
  private final Keys keys;

  PasswordKey(Keys keys) {
    this.keys = keys;
  }

  /** The id of the key for new hashes; it is stored beside the hash. */
  public String currentId() {
    return keys.currentId();
  }

  /** Whether the file has a key of that id. */
  public boolean has(String id) {
    return keys.has(id);
  }

  /**
   * HMAC-SHA-256 of a hash: without the key, which no database holds, it cannot be compared with
   * anything.
   *
   * @throws IllegalStateException if the file has no key of that id
   */
  public byte[] seal(String id, byte[] hash) {
    return KeyedHash.mac(keys.byId(id, Use.PASSWORD)).doFinal(hash);
  }
}
