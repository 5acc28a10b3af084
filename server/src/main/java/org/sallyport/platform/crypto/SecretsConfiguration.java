package org.sallyport.platform.crypto;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsProperties.class)
class SecretsConfiguration {
  @Bean
  Keys keys(SecretsProperties properties, ObjectProvider<KeyDependentData> kept) {
    return new Keys(KeyFile.read(properties.keyFile(), () -> kept.getObject().isThere()));
  }
}
