package org.sallyport.gate.federation.protocol;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.federation.settings.IssuerKind;
import org.sallyport.gate.federation.settings.IssuerProperties;

/** Checks ID tokens in the steps of OpenID Connect Core 3.1.3.7, and reads who they are about. */
@RequiredArgsConstructor
final class IdTokens {
  /** A token is for the sign-in that asked for it just now. */
  private static final Duration OLDEST = Duration.ofMinutes(10);

  private static final int LONGEST_SUBJECT = 255;
  private static final int LONGEST_SESSION = 512;
  private static final int HALF = 2;

  private final IssuerProperties properties;
  private final IssuerTokens tokens;
  private final Clock clock;

  /**
   * Checks an ID token.
   *
   * @param nonce that of the request
   * @param accessToken the one that came with it; null if none did
   * @throws TokenRefused if one of the checks fails
   */
  ProvedPerson check(String idToken, String nonce, @Nullable String accessToken)
      throws TokenRefused, IssuerUnreachable {
    IssuerTokens.Signed token = tokens.verified(idToken);
    if (properties.decryptionKeyFile() != null && !token.encrypted()) {
      throw new TokenRefused("encryption");
    }
    if (token.type() != null && !token.type().toLowerCase(Locale.ROOT).equals("jwt")) {
      throw new TokenRefused("typ");
    }
    JWTClaimsSet claims = token.claims();
    tokens.checkParties(claims);
    checkTimes(claims);
    String given = text(claims, "nonce");
    if (given == null || !MessageDigest.isEqual(bytes(given), bytes(nonce))) {
      throw new TokenRefused("nonce");
    }
    checkAccessToken(claims, token.algorithm(), accessToken);
    return person(claims);
  }

  private void checkTimes(JWTClaimsSet claims) throws TokenRefused {
    tokens.checkExpiry(claims);
    Instant issued = IssuerTokens.instant(claims.getIssueTime());
    if (issued == null
        || issued.isBefore(clock.instant().minus(OLDEST))
        || issued.isAfter(clock.instant().plus(IssuerTokens.SKEW))) {
      throw new TokenRefused("iat");
    }
  }

  /** Section 3.1.3.8: what it says of the access token has to be right. */
  private static void checkAccessToken(
      JWTClaimsSet claims, JWSAlgorithm algorithm, @Nullable String accessToken)
      throws TokenRefused {
    String hash = text(claims, "at_hash");
    if (hash == null) {
      return;
    }
    if (accessToken == null
        || !MessageDigest.isEqual(bytes(hash), bytes(leftHalf(algorithm, accessToken)))) {
      throw new TokenRefused("at_hash");
    }
  }

  private static String leftHalf(JWSAlgorithm algorithm, String accessToken) {
    String bits = algorithm.getName().substring(HALF);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-" + bits)
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, digest.length / HALF));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-" + bits, e);
    }
  }

  private ProvedPerson person(JWTClaimsSet claims) throws TokenRefused {
    Instant asked = askedAt(claims);
    return new ProvedPerson(
        properties.identifier(),
        subject(claims),
        text(claims, properties.usernameClaim()),
        text(claims, "name"),
        Boolean.TRUE.equals(claims.getClaim("email_verified")) ? text(claims, "email") : null,
        asked,
        isSecondFactor(claims, asked),
        session(claims));
  }

  private static @Nullable String session(JWTClaimsSet claims) {
    return Optional.ofNullable(text(claims, "sid"))
        .filter(it -> it.length() <= LONGEST_SESSION)
        .orElse(null);
  }

  /** The id that the person keeps (OpenID Connect Core 5.7). */
  String subject(JWTClaimsSet claims) throws TokenRefused {
    return properties.kind() == IssuerKind.ENTRA
        ? needed(claims, "tid") + "/" + needed(claims, "oid")
        : needed(claims, "sub");
  }

  static String needed(JWTClaimsSet claims, String name) throws TokenRefused {
    String value = text(claims, name);
    if (value == null || value.isBlank() || value.length() > LONGEST_SUBJECT) {
      throw new TokenRefused(name);
    }
    return value;
  }

  /** Never later than now: what lies ahead says nothing. */
  private @Nullable Instant askedAt(JWTClaimsSet claims) throws TokenRefused {
    Instant now = clock.instant();
    try {
      Long seconds = claims.getLongClaim("auth_time");
      Instant asked = seconds == null ? null : Instant.ofEpochSecond(seconds);
      return asked == null || asked.isAfter(now.plus(IssuerTokens.SKEW))
          ? null
          : Collections.min(List.of(asked, now));
    } catch (ParseException | DateTimeException e) {
      throw new TokenRefused("auth_time", e);
    }
  }

  /** Whether what the issuer says of its second factor counts here (rule 55), and is fresh. */
  private boolean isSecondFactor(JWTClaimsSet claims, @Nullable Instant asked) {
    if (asked == null || !asked.isAfter(clock.instant().minus(properties.secondFactorMaxAge()))) {
      return false;
    }
    String acr = text(claims, "acr");
    return (acr != null && properties.secondFactor().contains("acr=" + acr))
        || methods(claims).stream().anyMatch(it -> properties.secondFactor().contains("amr=" + it));
  }

  private static List<?> methods(JWTClaimsSet claims) {
    return claims.getClaim("amr") instanceof List<?> methods ? methods : List.of();
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
