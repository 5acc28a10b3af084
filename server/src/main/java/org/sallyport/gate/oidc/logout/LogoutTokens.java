package org.sallyport.gate.oidc.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.sallyport.gate.oidc.keys.SigningKeys;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** What tells an application that a session has ended (OpenID Connect Back-Channel Logout 2.4). */
@Component
class LogoutTokens {
  private static final Duration LASTS = Duration.ofMinutes(2);
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final SigningKeys keys;
  private final Installation installation;
  private final RandomValues random;
  private final Clock clock;

  LogoutTokens(SigningKeys keys, Installation installation, RandomValues random, Clock clock) {
    this.keys = keys;
    this.installation = installation;
    this.random = random;
    this.clock = clock;
  }

  String of(EndedSession session) {
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(installation.publicUrl().toString())
            .subject(session.account().toString())
            .audience(List.of(session.clientId()))
            .issuedAt(now)
            .expiresAt(now.plus(LASTS))
            .id(random.id().toString())
            .claim("sid", session.signIn().toString())
            .claim("events", Map.of(EVENT, Map.of()))
            .build();
    JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).type("logout+jwt").build();
    return keys.encoder().encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }
}
