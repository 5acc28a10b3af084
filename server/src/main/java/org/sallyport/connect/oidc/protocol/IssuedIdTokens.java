package org.sallyport.connect.oidc.protocol;

import org.sallyport.connect.oidc.keys.SigningKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Reads ID tokens that were issued here, by their signature. */
@Configuration(proxyBeanMethods = false)
class IssuedIdTokens {

  /** An ID token that names its session stays good for that after its time. */
  @Bean
  JwtDecoder idTokenDecoder(SigningKeys keys) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.RS256).build();
    decoder.setJwtValidator(token -> OAuth2TokenValidatorResult.success());
    return decoder;
  }
}
