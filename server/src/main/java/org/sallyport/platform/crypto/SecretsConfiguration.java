package org.sallyport.platform.crypto;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {
  @Bean
  Keys keys(SecretsProperties properties, ObjectProvider<KeyDependentData> kept) {
    return new Keys(KeyFile.read(properties.keyFile(), () -> kept.getObject().isThere()));
  }
}
