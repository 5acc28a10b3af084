package org.sallyport.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts texts with AES-256-GCM (NIST SP 800-38D), with a random 96-bit nonce and the context as
 * additional authenticated data: a value of one row cannot be decrypted as another's. The encrypted
 * form names its key.
 */
@Component
public final class Sealer {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Keys keys;
  private final SecureRandom random = new SecureRandom();

  Sealer(Keys keys) {
    this.keys = keys;
  }

  /**
   * Encrypts a text.
   *
   * @param context what the text belongs to, for example the row's id
   */
  public byte[] seal(String text, String context) {
    byte[] id = keys.currentId().getBytes(StandardCharsets.UTF_8);
    byte[] nonce = newNonce();
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, keys.currentId(), nonce, context, plain);
    return ByteBuffer.allocate(1 + id.length + NONCE_BYTES + sealed.length)
        .put((byte) id.length)
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
   * The ids of all keys. SQL finds void values by {@code substring(sealed, 2, get_byte(sealed, 0))
   * <> all(:keys)}.
   */
  public byte[][] keyIds() {
    return keys.ids().stream()
        .map(id -> id.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }

  /** Whether a value was encrypted with the current key. */
  public boolean isCurrent(byte[] sealed) {
    return keyId(ByteBuffer.wrap(sealed)).equals(keys.currentId());
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
  public String open(byte[] sealed, String context) {
    ByteBuffer in = ByteBuffer.wrap(sealed);
    String keyId = keyId(in);
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    byte[] text = new byte[in.remaining()];
    in.get(text);
    return new String(
        run(Cipher.DECRYPT_MODE, keyId, nonce, context, text), StandardCharsets.UTF_8);
  }

  private static String keyId(ByteBuffer sealed) {
    byte[] id = new byte[sealed.get()];
    sealed.get(id);
    return new String(id, StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, String keyId, byte[] nonce, String context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode, keys.byId(keyId, KeyPurpose.SEALING), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an encrypted value cannot be decrypted", e);
    }
  }
}
