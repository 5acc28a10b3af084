package org.sallyport.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.codec.binary.Base32;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA-256 with a key outside the database, for values that must be recognised but never read:
 * a stolen database neither reveals them nor allows an offline search. A stored hash begins with
 * the id of its key, so a value stays valid under a new key until its own key is retired (rule 42).
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public final class KeyedHash {
  /** Length in bytes of the key id at the start of a stored hash. */
  public static final int ID_BYTES = 8;

  /** Length in bytes of a stored hash. */
  public static final int LENGTH = ID_BYTES + 32;

  private static final int SHORT_BYTES = 16;
  private static final Base32 BASE32 = new Base32();

  private final Keys keys;

  /**
   * The hash to store, with the current key. Each part is hashed with its length, so that different
   * lists of parts cannot collide by concatenation.
   */
  public byte[] of(KeyPurpose use, String... parts) {
    return stored(keys.currentId(), use, parts);
  }

  /**
   * The hashes for finding a stored value: with the current key first, then with each older one.
   * SQL compares with {@code = any(:hashes)}.
   */
  public byte[][] all(KeyPurpose use, String... parts) {
    return keys.ids().stream().map(id -> stored(id, use, parts)).toArray(byte[][]::new);
  }

  /**
   * The hash under which a counter is stored. It uses the oldest key, so that a new key resets no
   * counter; retiring the oldest key does.
   */
  public byte[] ofCount(KeyPurpose use, String... parts) {
    return stored(keys.oldestId(), use, parts);
  }

  /** Whether the stored value is the hash of the parts under a known key. */
  public boolean matches(byte[] stored, KeyPurpose use, String... parts) {
    return Arrays.stream(all(use, parts)).anyMatch(hash -> MessageDigest.isEqual(stored, hash));
  }

  /** Verifies many stored hashes of a use, faster than {@link #matches}. */
  public HashVerifier verifier(KeyPurpose use) {
    return new HashVerifier(
        keys.ids().stream()
            .map(
                id ->
                    new HashVerifier.Prepared(ByteBuffer.wrap(prefix(id)), mac(keys.byId(id, use))))
            .toList());
  }

  /**
   * The prefixes of stored hashes whose key is not retired. SQL compares {@code substring(hash, 1,
   * 8) = any(:keys)}: a row with another key is void.
   */
  public byte[][] prefixes() {
    return keys.ids().stream().map(KeyedHash::prefix).toArray(byte[][]::new);
  }

  /**
   * A hash that is handed out rather than stored, with the current key: 43 characters of base64url.
   */
  public String token(KeyPurpose use, String... parts) {
    return token(keys.currentId(), use, parts);
  }

  /** Whether a token is that of the parts, with the current key or an older one. */
  public boolean isToken(String token, KeyPurpose use, String... parts) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    return keys.ids().stream()
        .map(id -> token(id, use, parts).getBytes(StandardCharsets.UTF_8))
        .anyMatch(made -> MessageDigest.isEqual(made, given));
  }

  /**
   * A hash that is handed out where the case of letters may be lost, as in mail addresses: 26 small
   * letters and digits (base32), 128 bits.
   */
  public String shortToken(KeyPurpose use, String... parts) {
    return shortToken(keys.currentId(), use, parts);
  }

  /** Whether a short token, in any case, is that of the parts, with the current or an older key. */
  public boolean isShortToken(String token, KeyPurpose use, String... parts) {
    byte[] given = token.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return keys.ids().stream()
        .map(id -> shortToken(id, use, parts).getBytes(StandardCharsets.UTF_8))
        .anyMatch(made -> MessageDigest.isEqual(made, given));
  }

  private String shortToken(String keyId, KeyPurpose use, String... parts) {
    byte[] hash = Arrays.copyOf(mac(keys.byId(keyId, use), parts), SHORT_BYTES);
    return BASE32.encodeToString(hash).replace("=", "").toLowerCase(Locale.ROOT);
  }

  /** The id of the current key, for a value that must name its key in plain text. */
  public String currentKey() {
    return keys.currentId();
  }

  /** The token with the key of that id; empty if the key was retired or never existed. */
  public Optional<String> tokenBy(String keyId, KeyPurpose use, String... parts) {
    return keys.has(keyId) ? Optional.of(token(keyId, use, parts)) : Optional.empty();
  }

  private String token(String keyId, KeyPurpose use, String... parts) {
    byte[] hash = mac(keys.byId(keyId, use), parts);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private byte[] stored(String keyId, KeyPurpose use, String... parts) {
    byte[] hash = mac(keys.byId(keyId, use), parts);
    return ByteBuffer.allocate(ID_BYTES + hash.length).put(prefix(keyId)).put(hash).array();
  }

  private static byte[] prefix(String keyId) {
    return Arrays.copyOf(keyId.getBytes(StandardCharsets.US_ASCII), ID_BYTES);
  }

  private static byte[] mac(SecretKey key, String... parts) {
    return mac(
        mac(key),
        Arrays.stream(parts)
            .map(part -> part.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  /** Hashes each part with its length, and resets the function. */
  static byte[] mac(Mac mac, byte[]... parts) {
    for (byte[] part : parts) {
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** HMAC-SHA-256 initialised with a key. */
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
