package org.sallyport.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts as versions before 0.9.0 did: bound to the context alone. */
final class FirstFormat {
  private static final int NONCE_BYTES = 12;

  private FirstFormat() {}

  static byte[] seal(TestSecrets secrets, String text, String context) {
    return seal(secrets.keys(), text, context);
  }

  /** Encrypts with the current key. */
  static byte[] seal(Keys keys, String text, String context) {
    byte[] id = keys.currentId().getBytes(StandardCharsets.UTF_8);
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    Key key = keys.byId(keys.currentId(), KeyPurpose.SEALING);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(1 + id.length + NONCE_BYTES + sealed.length)
          .put((byte) id.length)
          .put(id)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
