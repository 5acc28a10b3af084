package org.sallyport.connect.oidc.protocol;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/**
 * The tokens that a client gets. Access and refresh tokens are random values that mean nothing
 * without our rows, so that they end when the session does.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TokenValues implements OAuth2TokenGenerator<OAuth2Token> {
  private final RandomValues random;
  private final IdTokens idTokens;
  private final Clock clock;

  @Override
  public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
    OAuth2TokenType type = context.getTokenType();
    if (OAuth2TokenType.ACCESS_TOKEN.equals(type)) {
      return access(context);
    }
    if (OAuth2TokenType.REFRESH_TOKEN.equals(type)) {
      return new OAuth2RefreshToken(random.token(), clock.instant());
    }
    return idTokens.of(context);
  }

  private OAuth2AccessToken access(OAuth2TokenContext context) {
    Instant now = clock.instant();
    return new OAuth2AccessToken(
        OAuth2AccessToken.TokenType.BEARER,
        random.token(),
        now,
        now.plus(
            Objects.requireNonNull(context.getRegisteredClient())
                .getTokenSettings()
                .getAccessTokenTimeToLive()),
        context.getAuthorizedScopes());
  }
}
