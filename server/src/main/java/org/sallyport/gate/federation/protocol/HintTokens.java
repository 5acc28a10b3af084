package org.sallyport.gate.federation.protocol;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;

/**
 * Checks the tokens by which Microsoft Entra ID says whose second factor it asks for. They "are
 * issued as expired", so that they are of no use elsewhere: how old they are is told by {@code
 * iat}.
 */
@RequiredArgsConstructor
final class HintTokens {
  /** The browser brings it at once; a token that came is remembered for longer than this. */
  private static final Duration OLDEST = Duration.ofMinutes(5);

  private final IssuerTokens tokens;
  private final IdTokens idTokens;
  private final Clock clock;

  /**
   * Checks a token.
   *
   * @param audience the one client for which it has to be
   */
  HintedPerson check(String text, String audience) throws TokenRefused, IssuerUnreachable {
    IssuerTokens.Signed token = tokens.verified(text);
    if (!JWSAlgorithm.RS256.equals(token.algorithm())) {
      throw new TokenRefused("alg");
    }
    if (token.type() != null && !token.type().toLowerCase(Locale.ROOT).equals("jwt")) {
      throw new TokenRefused("typ");
    }
    JWTClaimsSet claims = token.claims();
    tokens.checkIssuer(claims);
    if (!List.of(audience).equals(claims.getAudience())) {
      throw new TokenRefused("aud");
    }
    checkTimes(claims);
    return new HintedPerson(idTokens.subject(claims), IdTokens.needed(claims, "sub"));
  }

  private void checkTimes(JWTClaimsSet claims) throws TokenRefused {
    Instant now = clock.instant();
    Instant issued = IssuerTokens.instant(claims.getIssueTime());
    if (issued == null
        || !issued.isAfter(now.minus(OLDEST))
        || issued.isAfter(now.plus(IssuerTokens.SKEW))) {
      throw new TokenRefused("iat");
    }
    Instant end = IssuerTokens.instant(claims.getExpirationTime());
    if (end == null || !end.isAfter(now.minus(OLDEST))) {
      throw new TokenRefused("exp");
    }
    Instant begin = IssuerTokens.instant(claims.getNotBeforeTime());
    if (begin != null && begin.isAfter(now.plus(IssuerTokens.SKEW))) {
      throw new TokenRefused("nbf");
    }
  }
}
