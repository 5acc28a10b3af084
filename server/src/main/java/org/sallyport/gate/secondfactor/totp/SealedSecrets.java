package org.sallyport.gate.secondfactor.totp;

import java.util.function.UnaryOperator;
import org.sallyport.platform.crypto.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The secrets that are encrypted anew when another key is taken into use. */
@Configuration(proxyBeanMethods = false)
class SealedSecrets {
  @Bean
  SealedColumn sealedTotpSecrets() {
    return new SealedColumn(
        "linked authenticator apps",
        "totp_secret",
        "id",
        "secret",
        "true",
        UnaryOperator.identity());
  }
}
