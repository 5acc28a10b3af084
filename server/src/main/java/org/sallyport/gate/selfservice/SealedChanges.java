package org.sallyport.gate.selfservice;

import java.util.function.UnaryOperator;
import org.sallyport.platform.crypto.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The delayed changes that are encrypted anew when another key is taken into use. */
@Configuration(proxyBeanMethods = false)
class SealedChanges {
  @Bean
  SealedColumn sealedDelayedChanges() {
    return new SealedColumn(
        "delayed changes", "delayed_change", "id", "value", "true", UnaryOperator.identity());
  }
}
