package org.sallyport.gate.oidc.clients;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.text.ParseException;
import java.util.UUID;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Verifies what a client signed (private_key_jwt) with the public keys that were registered. They
 * are read from the row each time, never fetched from an address, and only signatures with a key
 * pair are taken.
 */
@Component
public class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {
  private final ClientStore store;

  ClientAssertions(ClientStore store) {
    this.store = store;
  }

  @Override
  public JwtDecoder createDecoder(RegisteredClient client) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(keys(client)))
            .jwsAlgorithm(SignatureAlgorithm.RS256)
            .jwsAlgorithm(SignatureAlgorithm.PS256)
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    decoder.setJwtValidator(
        JwtClientAssertionDecoderFactory.DEFAULT_JWT_VALIDATOR_FACTORY.apply(client));
    return decoder;
  }

  private JWKSet keys(RegisteredClient client) {
    String keys =
        store.find(UUID.fromString(client.getId())).map(Client::keys).orElse("{\"keys\":[]}");
    try {
      return JWKSet.parse(keys);
    } catch (ParseException e) {
      throw new OAuth2AuthenticationException(
          new org.springframework.security.oauth2.core.OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT),
          e);
    }
  }
}
