package org.sallyport.connect.oidc.keys;

import java.util.function.UnaryOperator;
import org.sallyport.platform.crypto.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys that sign ID tokens are encrypted anew under a new key of the key file. */
@Configuration(proxyBeanMethods = false)
class SealedKeys {
  @Bean
  SealedColumn sealedSigningKeys() {
    return new SealedColumn(
        "keys that sign ID tokens",
        "oidc_key",
        "id",
        "private_key",
        "true",
        UnaryOperator.identity());
  }
}
