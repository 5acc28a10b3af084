package org.sallyport.gate.federation.protocol;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A key by which Sallyport proves to an issuer who it is, with its certificate, by which issuers of
 * Microsoft find it ({@code x5t#S256}).
 */
final class ClientKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private final JWSHeader header;
  private final JWSSigner signer;

  ClientKey(Path keyFile, Path certificateFile, @Nullable String algorithm)
      throws GeneralSecurityException, IOException {
    PrivateKey key = privateKey(keyFile);
    X509Certificate certificate =
        X509CertUtils.parseWithException(Files.readString(certificateFile));
    this.header =
        new JWSHeader.Builder(
                algorithm == null ? usual(certificate) : JWSAlgorithm.parse(algorithm))
            .x509CertSHA256Thumbprint(X509CertUtils.computeSHA256Thumbprint(certificate))
            .build();
    this.signer = signer(key);
  }

  private static JWSAlgorithm usual(X509Certificate certificate) throws GeneralSecurityException {
    if (!(certificate.getPublicKey() instanceof ECPublicKey key)) {
      return JWSAlgorithm.RS256;
    }
    Curve curve = Curve.forECParameterSpec(key.getParams());
    return JWSAlgorithm.Family.EC.stream()
        .filter(it -> curve != null && Curve.forJWSAlgorithm(it).contains(curve))
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("the curve of the key is not used here"));
  }

  private static JWSSigner signer(PrivateKey key) throws GeneralSecurityException {
    try {
      return key instanceof ECPrivateKey ec ? new ECDSASigner(ec) : new RSASSASigner(key);
    } catch (JOSEException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** An unencrypted private key as PEM (RFC 5958). */
  static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException(file + ": no \"" + BEGIN + "\"");
    }
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException(file + ": not a key as PEM", e);
    }
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(bytes);
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(encoded);
    } catch (InvalidKeySpecException e) {
      return KeyFactory.getInstance("EC").generatePrivate(encoded);
    }
  }

  /** Signs an assertion (RFC 7523). */
  String sign(JWTClaimsSet claims) {
    SignedJWT assertion = new SignedJWT(header, claims);
    try {
      assertion.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("client-key-file cannot sign", e);
    }
    return assertion.serialize();
  }
}
