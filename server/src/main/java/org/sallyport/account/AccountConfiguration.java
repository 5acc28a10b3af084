package org.sallyport.account;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  PasswordProperties.class,
  SmsCountriesProperties.class,
  SharedNumberProperties.class
})
class AccountConfiguration {
  @Bean(destroyMethod = "close")
  Hashing hashing(PasswordProperties properties) {
    return new Hashing(properties.line(), BestArgon2::new);
  }
}
