package org.sallyport.gate.federation.protocol;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import lombok.RequiredArgsConstructor;

/** Checks logout tokens in the steps of OpenID Connect Back-Channel Logout 1.0 section 2.6. */
@RequiredArgsConstructor
final class LogoutTokens {
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final String TYPE = "logout+jwt";

  /** As long as an ID token may be old. */
  private static final Duration OLDEST = Duration.ofMinutes(10);

  private final IssuerTokens tokens;
  private final IdTokens idTokens;
  private final Clock clock;

  LogoutClaims check(String text) throws TokenRefused, IssuerUnreachable {
    IssuerTokens.Signed token = tokens.verified(text);
    String type = token.type();
    if (type != null
        && !type.toLowerCase(Locale.ROOT).equals(TYPE)
        && !type.toLowerCase(Locale.ROOT).equals("jwt")) {
      throw new TokenRefused("typ");
    }
    JWTClaimsSet claims = token.claims();
    tokens.checkParties(claims);
    Instant issued = issued(claims);
    if (!(claims.getClaim("events") instanceof Map<?, ?> events) || !events.containsKey(EVENT)) {
      throw new TokenRefused("events");
    }
    if (claims.getClaim("nonce") != null) {
      throw new TokenRefused("nonce");
    }
    return whose(claims, issued);
  }

  /** Some issuers send no end; then it is as old as an ID token may be. */
  private Instant issued(JWTClaimsSet claims) throws TokenRefused {
    if (claims.getExpirationTime() != null) {
      tokens.checkExpiry(claims);
    }
    Instant now = clock.instant();
    Instant issued = IssuerTokens.instant(claims.getIssueTime());
    if (issued == null
        || issued.isBefore(now.minus(OLDEST))
        || issued.isAfter(now.plus(IssuerTokens.SKEW))) {
      throw new TokenRefused("iat");
    }
    return issued;
  }

  private LogoutClaims whose(JWTClaimsSet claims, Instant issued) throws TokenRefused {
    return claims.getClaim("sid") instanceof String session
        ? new LogoutClaims(session, null, issued)
        : new LogoutClaims(null, idTokens.subject(claims), issued);
  }
}
