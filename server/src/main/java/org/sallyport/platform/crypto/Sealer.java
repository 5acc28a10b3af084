package org.sallyport.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * Encrypts texts with AES-256-GCM (NIST SP 800-38D), with a random 96-bit nonce. The additional
 * authenticated data are the format, the key's id and the context, so that a value of one column or
 * row cannot be decrypted as another's. The encrypted form begins with a byte, the length of the
 * key's id with the high bit set, then the id. Values of the first format have no high bit and are
 * bound to less; no value of one format can be decrypted as one of the other.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public final class Sealer {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int BOUND = 0x80;
  private static final int LENGTH = 0x7f;

  private final Keys keys;
  private final SecureRandom random = new SecureRandom();

  /**
   * Encrypts a text.
   *
   * @param context what the text belongs to
   */
  public byte[] seal(String text, SealContext context) {
    byte[] id = keys.currentId().getBytes(StandardCharsets.UTF_8);
    byte[] nonce = newNonce();
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] bound = context.additionalData(keys.currentId());
    byte[] sealed = run(Cipher.ENCRYPT_MODE, keys.currentId(), nonce, bound, plain);
    return ByteBuffer.allocate(1 + id.length + NONCE_BYTES + sealed.length)
        .put((byte) (BOUND | id.length))
        .put(id)
        .put(nonce)
        .put(sealed)
        .array();
  }

  private byte[] newNonce() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  /**
   * The ids of all keys. SQL finds void values by {@code substring(sealed, 2, get_byte(sealed, 0) &
   * 127) <> all(:keys)}.
   */
  public byte[][] keyIds() {
    return keys.ids().stream()
        .map(id -> id.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  /** Whether a value was encrypted in the current format with the current key. */
  public boolean isCurrent(byte[] sealed) {
    return isBound(sealed) && keyId(ByteBuffer.wrap(sealed)).equals(keys.currentId());
  }

  /**
   * Whether the key of an encrypted value is known; if not, it was retired and the value is void.
   */
  public boolean canOpen(byte[] sealed) {
    return keys.has(keyId(ByteBuffer.wrap(sealed)));
  }

  /**
   * Decrypts what {@link #seal} encrypted.
   *
   * @throws IllegalStateException if the value was altered, or encrypted for another context or
   *     with an unknown key
   */
  public String open(byte[] sealed, SealContext context) {
    ByteBuffer in = ByteBuffer.wrap(sealed);
    String keyId = keyId(in);
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    byte[] text = new byte[in.remaining()];
    in.get(text);
    byte[] bound =
        isBound(sealed) ? context.additionalData(keyId) : context.earlierAdditionalData();
    return new String(run(Cipher.DECRYPT_MODE, keyId, nonce, bound, text), StandardCharsets.UTF_8);
  }

  private static boolean isBound(byte[] sealed) {
    return (sealed[0] & BOUND) != 0;
  }

  private static String keyId(ByteBuffer sealed) {
    byte[] id = new byte[sealed.get() & LENGTH];
    sealed.get(id);
    return new String(id, StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, String keyId, byte[] nonce, byte[] bound, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode, keys.byId(keyId, KeyPurpose.SEALING), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bound);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an encrypted value cannot be decrypted", e);
    }
  }
}
