package org.sallyport.gate.account;

import org.sallyport.gate.account.contact.SharedNumberProperties;
import org.sallyport.gate.account.contact.SmsCountriesProperties;
import org.sallyport.gate.account.groups.GroupProperties;
import org.sallyport.gate.account.imports.ImportProperties;
import org.sallyport.gate.account.password.BestArgon2;
import org.sallyport.gate.account.password.HashingPool;
import org.sallyport.gate.account.password.PasswordProperties;
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
