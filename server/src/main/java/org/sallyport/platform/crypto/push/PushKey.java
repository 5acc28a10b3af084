package org.sallyport.platform.crypto.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key pair that identifies this application server to push services (VAPID, RFC 8292): ECDSA on
 * P-256.
 *
 * @param publicKey the uncompressed point, base64url
 * @param privateKey PKCS #8, base64url; to be encrypted for storage
 */
public record PushKey(String publicKey, String privateKey) {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** Generates a key pair. */
  public static PushKey make() {
    KeyPair pair = EcPoints.newPair();
    return new PushKey(
        BASE64.encodeToString(EcPoints.write((ECPublicKey) pair.getPublic())),
        BASE64.encodeToString(pair.getPrivate().getEncoded()));
  }

  /**
   * The value of the Authorization header for a push service (RFC 8292 section 3).
   *
   * @param claims as JSON
   */
  public String authorization(String claims) {
    String head = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
    String signed = head + "." + encoded(claims);
    return "vapid t=" + signed + "." + BASE64.encodeToString(sign(signed)) + ", k=" + publicKey;
  }

  private byte[] sign(String text) {
    try {
      PrivateKey key = signingKey();
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the VAPID key cannot sign", e);
    }
  }

  private PrivateKey signingKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getUrlDecoder().decode(privateKey)));
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "PushKey[" + publicKey + "]";
  }
}
