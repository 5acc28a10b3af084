package org.sallyport.platform.crypto.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts a Web Push message to a subscribed browser (RFC 8291): one record of aes128gcm (RFC
 * 8188), with a new key pair per message.
 */
@Component
public final class PushCipher {
  private static final int SALT_BYTES = 16;
  private static final int AUTH_BYTES = 16;
  private static final int RECORD_SIZE = 4096;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;

  private final SecureRandom random = new SecureRandom();

  PushCipher() {}

  /** Whether the values have the form of a browser's subscription. */
  public static boolean isSubscription(byte[] publicKey, byte[] auth) {
    return auth.length == AUTH_BYTES && EcPoints.read(publicKey).isPresent();
  }

  /**
   * Encrypts a message.
   *
   * @param publicKey the browser's public key, an uncompressed point (p256dh)
   * @param auth the browser's authentication secret of 16 bytes
   * @throws IllegalArgumentException if the public key is invalid
   */
  public byte[] encrypt(String text, byte[] publicKey, byte[] auth) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return encrypt(text, publicKey, auth, EcPoints.newPair(), salt);
  }

  static byte[] encrypt(String text, byte[] publicKey, byte[] auth, KeyPair own, byte[] salt) {
    ECPublicKey browser =
        EcPoints.read(publicKey)
            .orElseThrow(() -> new IllegalArgumentException("not a valid public key of a browser"));
    byte[] ownPoint = EcPoints.write((ECPublicKey) own.getPublic());
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own.getPrivate());
      agreement.doPhase(browser, true);
      byte[] info = joined("WebPush: info\0", publicKey, ownPoint);
      byte[] secret = derive(auth, agreement.generateSecret(), info, 32);
      byte[] key = derive(salt, secret, joined("Content-Encoding: aes128gcm\0"), 16);
      byte[] nonce = derive(salt, secret, joined("Content-Encoding: nonce\0"), 12);
      byte[] plain = text.getBytes(StandardCharsets.UTF_8);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed =
          cipher.doFinal(ByteBuffer.allocate(plain.length + 1).put(plain).put(LAST_RECORD).array());
      return ByteBuffer.allocate(SALT_BYTES + 4 + 1 + EcPoints.LENGTH + sealed.length)
          .put(salt)
          .putInt(RECORD_SIZE)
          .put((byte) EcPoints.LENGTH)
          .put(ownPoint)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt push messages", e);
    }
  }

  private static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(secret).thenExpand(info, length));
  }

  private static byte[] joined(String label, byte[]... parts) {
    byte[] first = label.getBytes(StandardCharsets.US_ASCII);
    int length = first.length;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(length).put(first);
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }
}
