package org.sallyport.connect.oidc.protocol;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.clients.AssertedClient;
import org.sallyport.connect.oidc.clients.ClientAssertions;
import org.sallyport.connect.oidc.clients.ClientSecrets;
import org.sallyport.connect.oidc.clients.Clients;
import org.sallyport.connect.oidc.clients.PublicClients;
import org.sallyport.connect.oidc.clients.RegisteredClients;
import org.sallyport.connect.oidc.request.Acr;
import org.sallyport.gate.secondfactor.SecondFactor.Assurance;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Language;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.stereotype.Component;

/**
 * The endpoints at which clients speak to the server themselves: tokens, introspection, revocation,
 * pushed requests, keys and metadata. The authorization endpoint, where people are, is not among
 * them: {@code request} has it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ProtocolEndpoints {
  /** Their paths. */
  public static final List<String> PATHS =
      List.of(
          "/oauth2/token",
          "/oauth2/introspect",
          "/oauth2/revoke",
          PushedRequests.PATH,
          "/oauth2/jwks",
          "/.well-known/openid-configuration",
          "/.well-known/oauth-authorization-server");

  /** Where an access token tells of its person; a handler of ours answers. */
  public static final String USER_INFO = "/userinfo";

  private final RegisteredClients registered;
  private final PushedRequests pushed;
  private final ClientSecrets secrets;
  private final ClientAssertions assertions;
  private final PublicClients publicClients;
  private final Authorizations authorizations;
  private final TokenValues tokens;
  private final Installation installation;

  /** Adds the endpoints to a filter chain. */
  public void addTo(HttpSecurity http) {
    http.oauth2AuthorizationServer(this::configure)
        .addFilterBefore(pushed.limit(), AuthorizationFilter.class);
  }

  private void configure(OAuth2AuthorizationServerConfigurer server) {
    server
        .registeredClientRepository(registered)
        .authorizationService(authorizations)
        .tokenGenerator(tokens)
        .authorizationServerSettings(AuthorizationServerSettings.builder().issuer(issuer()).build())
        .clientAuthentication(this::authenticateClients)
        .tokenIntrospectionEndpoint(
            it -> it.authenticationProviders(all -> all.replaceAll(IntrospectionOfOwnTokens::new)))
        .pushedAuthorizationRequestEndpoint(
            it -> it.authenticationProviders(this::validateAddresses))
        .authorizationServerMetadataEndpoint(
            it ->
                it.authorizationServerMetadataCustomizer(
                    metadata -> metadata.claims(this::describe)))
        .oidc(
            it ->
                it.providerConfigurationEndpoint(
                    provider ->
                        provider.providerConfigurationCustomizer(
                            metadata -> metadata.claims(this::describe))));
  }

  private String issuer() {
    return installation.publicUrl().toString();
  }

  private void authenticateClients(OAuth2ClientAuthenticationConfigurer configurer) {
    configurer
        .authenticationConverters(
            it -> {
              it.addFirst(new AssertedClient());
              it.add(publicClients);
            })
        .authenticationProvider(publicClients)
        .errorResponseHandler(new ClientRefusals())
        .authenticationProviders(this::compareSecretsAndKeys);
  }

  private void compareSecretsAndKeys(List<AuthenticationProvider> providers) {
    for (AuthenticationProvider provider : providers) {
      if (provider instanceof ClientSecretAuthenticationProvider it) {
        it.setPasswordEncoder(secrets.comparison());
      } else if (provider instanceof JwtClientAssertionAuthenticationProvider it) {
        it.setJwtDecoderFactory(assertions);
      }
    }
  }

  private void validateAddresses(List<AuthenticationProvider> providers) {
    for (AuthenticationProvider provider : providers) {
      if (provider instanceof OAuth2PushedAuthorizationRequestAuthenticationProvider it) {
        it.setAuthenticationValidator(pushed::validateAddress);
      }
    }
  }

  /** What the library does not say of itself, or says wrongly for this server. */
  private void describe(Map<String, Object> metadata) {
    metadata
        .keySet()
        .removeAll(
            List.of(
                "registration_endpoint",
                "tls_client_certificate_bound_access_tokens",
                "dpop_signing_alg_values_supported",
                "device_authorization_endpoint"));
    metadata.put("userinfo_endpoint", issuer() + USER_INFO);
    metadata.put("end_session_endpoint", issuer() + "/connect/logout");
    metadata.put("backchannel_logout_supported", true);
    metadata.put("backchannel_logout_session_supported", true);
    metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
    metadata.put("scopes_supported", List.copyOf(new TreeSet<>(Clients.SCOPES)));
    metadata.put("claims_supported", PersonClaims.NAMES);
    metadata.put("claims_parameter_supported", true);
    metadata.put("request_parameter_supported", false);
    metadata.put("request_uri_parameter_supported", false);
    metadata.put("response_modes_supported", List.of("query"));
    metadata.put("display_values_supported", List.of("page"));
    metadata.put("ui_locales_supported", Language.offered().stream().map(Language::tag).toList());
    metadata.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
    metadata.put("acr_values_supported", Acr.values(Assurance.PASSWORD));
    metadata.put("authorization_response_iss_parameter_supported", true);
    metadata.put("code_challenge_methods_supported", List.of("S256"));
    for (String endpoint : List.of("token", "introspection", "revocation")) {
      metadata.put(endpoint + "_endpoint_auth_methods_supported", methods(endpoint));
      metadata.put(
          endpoint + "_endpoint_auth_signing_alg_values_supported",
          List.of("RS256", "PS256", "ES256"));
    }
  }

  private static List<String> methods(String endpoint) {
    return endpoint.equals("introspection")
        ? List.of("client_secret_basic", "private_key_jwt")
        : List.of("client_secret_basic", "private_key_jwt", "none");
  }
}
