package org.sallyport.connect.entramfa.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.connect.oidc.keys.CertifiedKeys;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** What tells Microsoft that the factor was given: an ID token of the tenant's issuer here. */
@Component
@RequiredArgsConstructor
class FactorTokens {
  private static final Duration LASTS = Duration.ofMinutes(5);

  private final CertifiedKeys keys;
  private final Installation installation;
  private final Clock clock;

  /**
   * A token.
   *
   * @param method the one value of {@code amr}
   */
  String of(Tenant tenant, AskedFactor asked, String method) {
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(installation.address(tenant.path()).toString())
            .audience(List.of(tenant.properties().client()))
            .subject(asked.pairwise())
            .issuedAt(now)
            .expiresAt(now.plus(LASTS))
            .claim("nonce", asked.nonce())
            .claim("acr", asked.claims().authenticationClass())
            .claim("amr", List.of(method))
            .build();
    JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).type("JWT").build();
    return keys.encoder().encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }
}
