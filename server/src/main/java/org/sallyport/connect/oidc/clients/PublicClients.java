package org.sallyport.connect.oidc.clients;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Public clients where they bring no code: they refresh and revoke tokens, and push requests, with
 * their client id alone. The authorization server knows them by the verifier of a code only.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PublicClients implements AuthenticationConverter, AuthenticationProvider {
  private static final Set<String> OTHER_PROOFS =
      Set.of(
          OAuth2ParameterNames.CLIENT_SECRET,
          OAuth2ParameterNames.CLIENT_ASSERTION,
          OAuth2ParameterNames.CLIENT_ASSERTION_TYPE);
  private static final String MARK = "without code";

  private final RegisteredClientRepository clients;

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
    boolean isOther =
        request.getHeader("Authorization") != null
            || OTHER_PROOFS.stream().anyMatch(it -> request.getParameter(it) != null)
            || request.getParameter(OAuth2ParameterNames.CODE) != null
            || request.getRequestURI().endsWith("/introspect");
    return clientId == null || isOther
        ? null
        : new OAuth2ClientAuthenticationToken(
            clientId, ClientAuthenticationMethod.NONE, null, Map.of(MARK, true));
  }

  @Override
  public @Nullable Authentication authenticate(Authentication authentication) {
    OAuth2ClientAuthenticationToken token = (OAuth2ClientAuthenticationToken) authentication;
    if (!token.getAdditionalParameters().containsKey(MARK)) {
      return null;
    }
    RegisteredClient client = clients.findByClientId(token.getPrincipal().toString());
    if (client == null
        || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
