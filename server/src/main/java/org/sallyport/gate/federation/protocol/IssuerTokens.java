package org.sallyport.gate.federation.protocol;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWEDecrypterFactory;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.settings.IssuerProperties;

/**
 * What all tokens of an issuer have in common: a signature by one of its keys, and for whom they
 * are. The header of a token chooses among what the settings accept, and nothing else; keys come
 * from the issuer's metadata alone, whatever a header names.
 */
@RequiredArgsConstructor
final class IssuerTokens {
  /** How far the clocks may differ. */
  static final Duration SKEW = Duration.ofMinutes(1);

  private static final int LONGEST = 64 * 1024;
  private static final int DOTS_OF_ENCRYPTED = 4;
  private static final Set<JWEAlgorithm> KEY_ENCRYPTION =
      Set.of(
          JWEAlgorithm.RSA_OAEP_256,
          JWEAlgorithm.ECDH_ES,
          JWEAlgorithm.ECDH_ES_A128KW,
          JWEAlgorithm.ECDH_ES_A256KW);
  private static final Set<EncryptionMethod> ENCRYPTION =
      Set.of(
          EncryptionMethod.A128CBC_HS256,
          EncryptionMethod.A256CBC_HS512,
          EncryptionMethod.A128GCM,
          EncryptionMethod.A256GCM);

  private final IssuerProperties properties;
  private final IssuerDocuments documents;
  private final @Nullable PrivateKey decryptionKey;
  private final Clock clock;

  /**
   * A token whose signature is right.
   *
   * @param type the kind that its header names; null if none
   * @param encrypted whether it came encrypted for us
   */
  record Signed(
      JWTClaimsSet claims, JWSAlgorithm algorithm, @Nullable String type, boolean encrypted) {}

  /** Decrypts a token if it is encrypted, and checks its signature. */
  Signed verified(String text) throws TokenRefused, IssuerUnreachable {
    if (text.length() > LONGEST) {
      throw new TokenRefused("length");
    }
    try {
      boolean encrypted =
          decryptionKey != null
              && text.chars().filter(it -> it == '.').count() == DOTS_OF_ENCRYPTED;
      return signed(encrypted ? decrypted(text) : text, encrypted);
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenRefused("format", e);
    }
  }

  private String decrypted(String text) throws TokenRefused, ParseException {
    JWEObject token = JWEObject.parse(text);
    JWEHeader header = token.getHeader();
    if (!KEY_ENCRYPTION.contains(header.getAlgorithm())
        || !ENCRYPTION.contains(header.getEncryptionMethod())
        || header.getCompressionAlgorithm() != null) {
      throw new TokenRefused("encryption");
    }
    try {
      token.decrypt(new DefaultJWEDecrypterFactory().createJWEDecrypter(header, decryptionKey));
    } catch (JOSEException | IllegalStateException e) {
      throw new TokenRefused("encryption", e);
    }
    return token.getPayload().toString();
  }

  private Signed signed(String text, boolean encrypted)
      throws TokenRefused, IssuerUnreachable, ParseException {
    SignedJWT token = SignedJWT.parse(text);
    JWSHeader header = token.getHeader();
    if (!properties.algorithms().contains(header.getAlgorithm().getName())) {
      throw new TokenRefused("alg");
    }
    if (!isSigned(token, documents.keys(header))) {
      throw new TokenRefused("signature");
    }
    return new Signed(
        token.getJWTClaimsSet(),
        header.getAlgorithm(),
        header.getType() == null ? null : header.getType().toString(),
        encrypted);
  }

  private static boolean isSigned(SignedJWT token, List<JWK> keys) {
    return keys.stream().anyMatch(key -> isSigned(token, key));
  }

  private static boolean isSigned(SignedJWT token, JWK key) {
    try {
      return key instanceof AsymmetricJWK pair
          && token.verify(
              new DefaultJWSVerifierFactory()
                  .createJWSVerifier(token.getHeader(), pair.toPublicKey()));
    } catch (JOSEException e) {
      return false;
    }
  }

  /** By this issuer, for this client (OpenID Connect Core 3.1.3.7, steps 2 to 5). */
  void checkParties(JWTClaimsSet claims) throws TokenRefused {
    checkIssuer(claims);
    List<String> audience = claims.getAudience();
    if (!audience.contains(properties.client())) {
      throw new TokenRefused("aud");
    }
    Object party = claims.getClaim("azp");
    if (party == null ? audience.size() > 1 : !properties.client().equals(party)) {
      throw new TokenRefused("azp");
    }
  }

  void checkIssuer(JWTClaimsSet claims) throws TokenRefused {
    if (!properties.identifier().equals(claims.getIssuer())) {
      throw new TokenRefused("iss");
    }
  }

  void checkExpiry(JWTClaimsSet claims) throws TokenRefused {
    Instant now = clock.instant();
    Instant end = instant(claims.getExpirationTime());
    if (end == null || !now.isBefore(end.plus(SKEW))) {
      throw new TokenRefused("exp");
    }
    Instant begin = instant(claims.getNotBeforeTime());
    if (begin != null && begin.isAfter(now.plus(SKEW))) {
      throw new TokenRefused("nbf");
    }
  }

  static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
