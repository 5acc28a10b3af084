package org.sallyport.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Verifies signatures of devices: ECDSA on P-256 with SHA-256 (FIPS 186-5), 64 bytes in WebCrypto's
 * format.
 */
public final class Signatures {
  private static final ECParameterSpec P256 = p256();

  private Signatures() {}

  /** Whether the value is a public key on P-256, encoded as SubjectPublicKeyInfo (RFC 5480). */
  public static boolean isPublicKey(byte[] key) {
    return read(key).isPresent();
  }

  /**
   * Whether the signature of the text is valid under the key; false for malformed keys and
   * signatures.
   */
  public static boolean fits(byte[] key, String text, byte[] signature) {
    Optional<ECPublicKey> signer = read(key);
    if (signer.isEmpty()) {
      return false;
    }
    try {
      Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
      check.initVerify(signer.get());
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** SHA-256 in base64url without padding. */
  public static String digest(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Digest.sha256(bytes));
  }

  private static Optional<ECPublicKey> read(byte[] key) {
    try {
      ECPublicKey read =
          (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
      return isOnP256(read) ? Optional.of(read) : Optional.empty();
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no elliptic curves", e);
    }
  }

  private static boolean isOnP256(ECPublicKey key) {
    return key.getParams().getCurve().equals(P256.getCurve())
        && key.getParams().getOrder().equals(P256.getOrder());
  }

  public static ECParameterSpec p256() {
    try {
      var parameters = java.security.AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }
}
