package org.sallyport.connect.oidc.protocol;

import java.security.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.oidc.grants.Grant;
import org.sallyport.connect.oidc.grants.Grants;
import org.sallyport.connect.oidc.grants.NewTokens;
import org.sallyport.connect.oidc.grants.PresentedToken;
import org.sallyport.connect.oidc.grants.PresentedToken.Kind;
import org.sallyport.connect.oidc.request.AuthorizationRequests;
import org.sallyport.connect.oidc.request.Parameters;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Codes and tokens as the authorization server reads and saves them. It finds a value, checks it
 * and saves the result as a whole; here, saving is one statement whose row count decides, so that
 * of any number of requests with one code or refresh token one is answered. It is given only what
 * is valid by our clock, without an expiry that it would compare with another.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Authorizations implements OAuth2AuthorizationService {
  private static final String PRESENTED = PresentedToken.class.getName();
  private static final String VALUE = PRESENTED + ".value";

  /** In place of an access token that is not known. */
  private static final String NONE = "-";

  private final Grants grants;
  private final AuthorizationRequests requests;
  private final RegisteredClientRepository clients;
  private final Installation installation;

  /** The grant from which tokens are made. */
  static Grant grant(OAuth2Authorization authorization) {
    return presented(authorization).grant();
  }

  private static PresentedToken presented(OAuth2Authorization authorization) {
    return Objects.requireNonNull(authorization.<PresentedToken>getAttribute(PRESENTED));
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    return found(token, type).map(it -> authorization(it, token)).orElse(null);
  }

  private Optional<PresentedToken> found(String token, @Nullable OAuth2TokenType type) {
    if (type == null) {
      return grants.anyToken(token);
    }
    return switch (type.getValue()) {
      case OAuth2ParameterNames.CODE -> grants.code(token);
      case OAuth2ParameterNames.REFRESH_TOKEN -> grants.refreshToken(token);
      case OAuth2ParameterNames.ACCESS_TOKEN -> grants.accessToken(token);
      default -> Optional.empty();
    };
  }

  private @Nullable OAuth2Authorization authorization(PresentedToken found, String value) {
    Grant grant = found.grant();
    RegisteredClient client = clients.findById(grant.client().toString());
    if (client == null) {
      return null;
    }
    String subject = grant.account().toString();
    OAuth2Authorization.Builder builder =
        OAuth2Authorization.withRegisteredClient(client)
            .id(grant.id().toString())
            .principalName(subject)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizedScopes(grant.scopes())
            .attribute(PRESENTED, found)
            .attribute(VALUE, value)
            .attribute(
                Principal.class.getName(),
                UsernamePasswordAuthenticationToken.authenticated(subject, null, List.of()))
            .attribute(OAuth2AuthorizationRequest.class.getName(), request(grant, client));
    add(builder, found, value);
    return builder.build();
  }

  private static void add(OAuth2Authorization.Builder builder, PresentedToken found, String value) {
    switch (found.kind()) {
      case CODE -> builder.token(new OAuth2AuthorizationCode(value, found.createdAt(), null));
      case REFRESH -> {
        builder.token(new OAuth2RefreshToken(value, found.createdAt()), claims(found));
        builder.token(access(NONE, found)); // revoking it revokes one with it
      }
      case ACCESS -> builder.token(access(value, found), claims(found));
    }
  }

  private static OAuth2AccessToken access(String value, PresentedToken found) {
    return new OAuth2AccessToken(
        OAuth2AccessToken.TokenType.BEARER, value, found.createdAt(), null, found.scopes());
  }

  /** What introspection tells (RFC 7662). */
  private static Consumer<Map<String, Object>> claims(PresentedToken found) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", found.grant().account().toString());
    claims.put("sid", found.grant().signIn().toString());
    claims.put("exp", found.expiresAt());
    claims.put("scope", List.copyOf(found.scopes()));
    claims.put("acr", found.grant().acr());
    claims.put("amr", found.grant().amr());
    claims.put("auth_time", found.grant().authenticatedAt().getEpochSecond());
    return metadata -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims);
  }

  private OAuth2AuthorizationRequest request(Grant grant, RegisteredClient client) {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(installation.address("/oauth2/authorize").toString())
        .clientId(client.getClientId())
        .redirectUri(grant.redirectUri())
        .scopes(grant.scopes())
        .additionalParameters(
            Map.of(
                PkceParameterNames.CODE_CHALLENGE,
                grant.codeChallenge(),
                PkceParameterNames.CODE_CHALLENGE_METHOD,
                "S256"))
        .build();
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    if (authorization.getAttribute(PRESENTED) == null) {
      push(authorization);
      return;
    }
    PresentedToken presented = presented(authorization);
    String value = Objects.requireNonNull(authorization.<String>getAttribute(VALUE));
    OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
    if (presented.kind() == Kind.ACCESS || access == null || access.isInvalidated()) {
      grants.revoke(presented, value);
    } else if (!grants.redeem(presented, value, issued(authorization, access.getToken()))) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
  }

  private static NewTokens issued(OAuth2Authorization authorization, OAuth2AccessToken access) {
    OAuth2RefreshToken refresh = Objects.requireNonNull(authorization.getRefreshToken()).getToken();
    Duration lasts =
        Duration.between(
            Objects.requireNonNull(access.getIssuedAt()),
            Objects.requireNonNull(access.getExpiresAt()));
    return new NewTokens(
        access.getTokenValue(), lasts, refresh.getTokenValue(), access.getScopes());
  }

  /** A pushed request (RFC 9126). */
  private void push(OAuth2Authorization authorization) {
    OAuth2AuthorizationRequest request =
        Objects.requireNonNull(
            authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
    String reference =
        Objects.requireNonNull(authorization.<String>getAttribute(OAuth2ParameterNames.STATE));
    requests.push(
        UUID.fromString(authorization.getRegisteredClientId()), reference, parameters(request));
  }

  private static Map<String, String> parameters(OAuth2AuthorizationRequest request) {
    Map<String, String> parameters = new HashMap<>();
    request
        .getAdditionalParameters()
        .forEach((name, value) -> parameters.put(name, value.toString()));
    parameters.put("client_id", request.getClientId());
    parameters.put("response_type", "code");
    parameters.put("scope", String.join(" ", request.getScopes()));
    put(parameters, "redirect_uri", request.getRedirectUri());
    put(parameters, "state", request.getState());
    parameters.keySet().retainAll(Parameters.READ);
    return parameters;
  }

  private static void put(Map<String, String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    throw new UnsupportedOperationException("grants are removed by the retention job");
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return null;
  }
}
