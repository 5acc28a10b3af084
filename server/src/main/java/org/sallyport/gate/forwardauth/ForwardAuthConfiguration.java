package org.sallyport.gate.forwardauth;

import org.sallyport.gate.forwardauth.settings.Applications;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ForwardAuthProperties.class)
class ForwardAuthConfiguration {
  @Bean
  Applications applicationsBehindProxies(ForwardAuthProperties properties) {
    return new Applications(properties.forwardAuth());
  }
}
