package org.sallyport.connect.oidc.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/** A client learns of its own tokens alone; another's is as one that is not valid (RFC 7662). */
record IntrospectionOfOwnTokens(AuthenticationProvider library) implements AuthenticationProvider {
  @Override
  public @Nullable Authentication authenticate(Authentication authentication) {
    return library.authenticate(authentication)
            instanceof OAuth2TokenIntrospectionAuthenticationToken answer
        ? ofOwn(answer)
        : null;
  }

  private static Authentication ofOwn(OAuth2TokenIntrospectionAuthenticationToken answer) {
    OAuth2ClientAuthenticationToken caller =
        (OAuth2ClientAuthenticationToken) Objects.requireNonNull(answer.getPrincipal());
    return Objects.requireNonNull(caller.getRegisteredClient())
            .getClientId()
            .equals(answer.getTokenClaims().getClientId())
        ? answer
        : new OAuth2TokenIntrospectionAuthenticationToken(
            answer.getToken(), caller, OAuth2TokenIntrospection.builder(false).build());
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return library.supports(authentication);
  }
}
