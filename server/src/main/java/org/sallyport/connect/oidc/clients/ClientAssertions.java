package org.sallyport.connect.oidc.clients;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Verifies what a client signed (private_key_jwt, OpenID Connect Core section 9) with the public
 * keys that were registered. They are read from the row each time, never fetched from an address,
 * and only signatures with a key pair are taken. Each assertion is valid once.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {
  private static final Duration LONGEST = Duration.ofHours(1);

  /** How far the clock of a client may be behind or ahead. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final int MAX_ID_LENGTH = 256;

  /** Below the public address; the issuer is that address itself. */
  private static final List<String> ENDPOINTS =
      List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/par");

  private final ClientStore store;
  private final UsedAssertions used;
  private final Installation installation;
  private final Clock clock;

  @Override
  public JwtDecoder createDecoder(RegisteredClient client) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(keys(client)))
            .jwsAlgorithm(SignatureAlgorithm.RS256)
            .jwsAlgorithm(SignatureAlgorithm.PS256)
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    decoder.setJwtValidator(
        assertion ->
            objection(assertion, client.getClientId())
                .map(
                    it ->
                        OAuth2TokenValidatorResult.failure(
                            new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, it, null)))
                .orElseGet(OAuth2TokenValidatorResult::success));
    return token -> useOnce(client, decoder.decode(token));
  }

  /** Which claim is wrong; empty if none is. */
  private Optional<String> objection(Jwt assertion, String clientId) {
    if (!clientId.equals(assertion.getClaimAsString("iss"))
        || !clientId.equals(assertion.getSubject())) {
      return Optional.of("iss, sub");
    }
    if (!isForUs(assertion)) {
      return Optional.of("aud");
    }
    @Nullable String id = assertion.getId();
    if (id == null || id.isEmpty() || id.length() > MAX_ID_LENGTH) {
      return Optional.of("jti");
    }
    return isInItsTime(assertion) ? Optional.empty() : Optional.of("exp, nbf");
  }

  private boolean isForUs(Jwt assertion) {
    String issuer = installation.publicUrl().toString();
    return Objects.requireNonNullElse(assertion.getAudience(), List.<String>of()).stream()
        .anyMatch(
            it -> it.equals(issuer) || ENDPOINTS.stream().map(issuer::concat).anyMatch(it::equals));
  }

  private boolean isInItsTime(Jwt assertion) {
    Instant now = clock.instant();
    @Nullable Instant end = assertion.getExpiresAt();
    @Nullable Instant begin = assertion.getNotBefore();
    return end != null
        && now.isBefore(end.plus(SKEW))
        && end.isBefore(now.plus(LONGEST))
        && (begin == null || begin.isBefore(now.plus(SKEW)));
  }

  private Jwt useOnce(RegisteredClient client, Jwt assertion) {
    Instant end = Objects.requireNonNull(assertion.getExpiresAt()).plus(SKEW);
    if (!used.isFirstUse(client.getId(), Objects.requireNonNull(assertion.getId()), end)) {
      throw new BadJwtException("an assertion was presented again");
    }
    return assertion;
  }

  private JWKSet keys(RegisteredClient client) {
    return store
        .find(UUID.fromString(client.getId()))
        .map(Client::keys)
        .map(ClientAssertions::parsed)
        .orElseGet(JWKSet::new);
  }

  private static JWKSet parsed(String keys) {
    try {
      return JWKSet.parse(keys);
    } catch (ParseException e) {
      throw new IllegalStateException("registered keys cannot be read", e);
    }
  }
}
