package org.sallyport.platform.crypto;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * The key that is applied to every password hash in addition to its salt (NIST SP 800-63B-4,
 * 3.1.1.2).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public final class PasswordKey {
  private final Keys keys;

  /** The id of the key for new hashes, which is stored with the hash. */
  public String currentId() {
    return keys.currentId();
  }

  /** Whether the file has a key of that id. */
  public boolean has(String id) {
    return keys.has(id);
  }

  /**
   * HMAC-SHA-256 of a password hash. Without the key, which is not in the database, guesses cannot
   * be compared with it.
   *
   * @throws IllegalStateException if the file has no key of that id
   */
  public byte[] seal(String id, byte[] hash) {
    return KeyedHash.mac(keys.byId(id, KeyPurpose.PASSWORD)).doFinal(hash);
  }
}
