package org.sallyport.connect.oidc.protocol;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.OidcProperties;
import org.sallyport.connect.oidc.grants.Grant;
import org.sallyport.connect.oidc.keys.SigningKeys;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.stereotype.Component;

/**
 * ID tokens (OpenID Connect Core section 2). What they say of the sign-in is what its row said when
 * the code was given (rule 53); a refreshed one says the same.
 */
@Component
@RequiredArgsConstructor
class IdTokens {
  private final SigningKeys keys;
  private final PersonClaims claims;
  private final Installation installation;
  private final OidcProperties times;
  private final Clock clock;

  Jwt of(OAuth2TokenContext context) {
    Grant grant = Authorizations.grant(Objects.requireNonNull(context.getAuthorization()));
    String clientId = Objects.requireNonNull(context.getRegisteredClient()).getClientId();
    JwtClaimsSet.Builder set = claims(grant, clientId);
    String nonce = grant.nonce();
    if (nonce != null
        && AuthorizationGrantType.AUTHORIZATION_CODE.equals(context.getAuthorizationGrantType())) {
      set.claim("nonce", nonce);
    }
    return keys.encoder()
        .encode(
            JwtEncoderParameters.from(
                JwsHeader.with(SignatureAlgorithm.RS256).build(), set.build()));
  }

  /** The claims of every ID token that is made from a grant. */
  JwtClaimsSet.Builder claims(Grant grant, String clientId) {
    Instant now = clock.instant();
    JwtClaimsSet.Builder set = JwtClaimsSet.builder();
    Map<String, Object> person = claims.of(grant.account(), grant.scopes());
    grant.claims().stream()
        .filter(person::containsKey)
        .forEach(name -> set.claim(name, person.get(name)));
    return set.issuer(installation.publicUrl().toString())
        .subject(grant.account().toString())
        .audience(List.of(clientId))
        .issuedAt(now)
        .expiresAt(now.plus(times.idTokenTtl()))
        .claim("azp", clientId)
        .claim("sid", grant.signIn().toString())
        .claim("auth_time", grant.authenticatedAt().getEpochSecond())
        .claim("acr", grant.acr())
        .claim("amr", grant.amr());
  }
}
