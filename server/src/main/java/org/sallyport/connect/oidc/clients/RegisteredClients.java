package org.sallyport.connect.oidc.clients;

import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** The enabled clients as the authorization server reads them. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class RegisteredClients implements RegisteredClientRepository {
  private final ClientStore store;

  /** Not used: clients are changed by {@link Clients}. */
  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("clients are changed by Clients");
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return registered(store.find(UUID.fromString(id)));
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return registered(store.find(clientId));
  }

  private static @Nullable RegisteredClient registered(Optional<Client> client) {
    return client.filter(Client::isEnabled).map(RegisteredClients::of).orElse(null);
  }

  /** A client as the authorization server reads it. */
  public static RegisteredClient of(Client client) {
    RegisteredClient.Builder builder =
        RegisteredClient.withId(client.id().toString())
            .clientId(client.clientId())
            .clientIdIssuedAt(client.createdAt())
            .clientName(client.name())
            .clientAuthenticationMethod(method(client))
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .redirectUris(it -> it.addAll(client.redirectUris()))
            .scopes(it -> it.addAll(client.scopes()))
            .clientSettings(settings(client))
            .tokenSettings(
                TokenSettings.builder()
                    .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                    .accessTokenTimeToLive(client.accessLasts())
                    .reuseRefreshTokens(false)
                    .build());
    String secrets = ClientSecrets.text(client.secrets().hashes());
    return secrets == null ? builder.build() : builder.clientSecret(secrets).build();
  }

  private static ClientAuthenticationMethod method(Client client) {
    return switch (client.kind()) {
      case CLIENT_SECRET_BASIC -> ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
      case PRIVATE_KEY_JWT -> ClientAuthenticationMethod.PRIVATE_KEY_JWT;
      case NONE -> ClientAuthenticationMethod.NONE;
    };
  }

  private static ClientSettings settings(Client client) {
    ClientSettings.Builder settings = ClientSettings.builder().requireProofKey(true);
    return client.kind() == Client.Authentication.PRIVATE_KEY_JWT
        ? settings.tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS256).build()
        : settings.build();
  }
}
