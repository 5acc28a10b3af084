package org.sallyport.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA-256 under a key outside the database: for values that must be recognised but never read,
 * so that a stolen database neither shows them nor lets them be guessed. A stored hash begins with
 * the id of its key, so a value stays good under a new key, until its own key is retired (rule 42).
 */
@Component
public final class KeyedHash {
  /** Bytes at the start of a stored hash that name its key. */
  public static final int ID_BYTES = 8;

  /** Bytes of a stored hash. */
  public static final int LENGTH = ID_BYTES + 32;

  private final Keys keys;

  KeyedHash(Keys keys) {
    this.keys = keys;
  }

  /**
   * The hash to store, by the current key. Each part goes in with its length, so that no two lists
   * of parts run together.
   */
  public byte[] of(Use use, String... parts) {
    return stored(keys.currentId(), use, parts);
  }

  /**
   * The hashes by which a stored value is found: by the current key first, then by each older one.
   * SQL compares with {@code = any(:hashes)}.
   */
  public byte[][] all(Use use, String... parts) {
    return keys.ids().stream().map(id -> stored(id, use, parts)).toArray(byte[][]::new);
  }

  /**
   * The hash by which a count is kept. It is made by the oldest key, so that a new key starts no
   * count anew; retiring that key does.
   */
  public byte[] ofCount(Use use, String... parts) {
    return stored(keys.oldestId(), use, parts);
  }

  /** Whether it is the hash of the parts, by the key that it names. */
  public boolean matches(byte[] stored, Use use, String... parts) {
    return Arrays.stream(all(use, parts)).anyMatch(hash -> MessageDigest.isEqual(stored, hash));
  }

  /**
   * What a stored hash of a key that is not retired begins with. SQL compares {@code
   * substring(hash, 1, 8) = any(:keys)}: a row with another key is void.
   */
  public byte[][] prefixes() {
    return keys.ids().stream().map(KeyedHash::prefix).toArray(byte[][]::new);
  }

  /**
   * A hash that is given away rather than stored, by the current key: 43 characters of base64url.
   */
  public String token(Use use, String... parts) {
    return token(keys.currentId(), use, parts);
  }

  /** Whether a token is that of the parts, by the current key or an older one. */
  public boolean isToken(String token, Use use, String... parts) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    return keys.ids().stream()
        .map(id -> token(id, use, parts).getBytes(StandardCharsets.UTF_8))
        .anyMatch(made -> MessageDigest.isEqual(made, given));
  }

  /** The id of the current key, for a value that has to name its key in the open. */
  public String currentKey() {
    return keys.currentId();
  }

  /** The token by a key of that id; empty if it is retired, or never was one. */
  public Optional<String> tokenBy(String keyId, Use use, String... parts) {
    return keys.has(keyId) ? Optional.of(token(keyId, use, parts)) : Optional.empty();
  }

  private String token(String keyId, Use use, String... parts) {
    byte[] hash = mac(keys.byId(keyId, use), parts);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private byte[] stored(String keyId, Use use, String... parts) {
    byte[] hash = mac(keys.byId(keyId, use), parts);
    return ByteBuffer.allocate(ID_BYTES + hash.length).put(prefix(keyId)).put(hash).array();
  }

  private static byte[] prefix(String keyId) {
    return Arrays.copyOf(keyId.getBytes(StandardCharsets.US_ASCII), ID_BYTES);
  }

  private static byte[] mac(SecretKey key, String... parts) {
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
