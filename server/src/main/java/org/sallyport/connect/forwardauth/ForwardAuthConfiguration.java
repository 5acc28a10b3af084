package org.sallyport.connect.forwardauth;

import org.sallyport.connect.forwardauth.settings.Applications;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ForwardAuthConfiguration {
  @Bean
  Applications applicationsBehindProxies(ForwardAuthProperties properties) {
    return new Applications(properties.forwardAuth());
  }
}
