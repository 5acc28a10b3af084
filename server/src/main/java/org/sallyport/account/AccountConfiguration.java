package org.sallyport.account;

import org.sallyport.account.groups.GroupProperties;
import org.sallyport.account.imports.ImportProperties;
import org.sallyport.account.password.BestArgon2;
import org.sallyport.account.password.HashingPool;
import org.sallyport.account.password.PasswordProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  PasswordProperties.class,
  SmsCountriesProperties.class,
  SharedNumberProperties.class,
  GroupProperties.class,
  ImportProperties.class
})
class AccountConfiguration {
  @Bean(destroyMethod = "close")
  HashingPool hashing(PasswordProperties properties) {
    return new HashingPool(properties.queueCapacity(), BestArgon2::new);
  }
}
