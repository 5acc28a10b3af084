package org.sallyport.gate.account;

import org.sallyport.gate.account.password.BestArgon2;
import org.sallyport.gate.account.password.HashingPool;
import org.sallyport.gate.account.password.PasswordProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
  @Bean(destroyMethod = "close")
  HashingPool hashing(PasswordProperties properties) {
    return new HashingPool(properties.queueCapacity(), BestArgon2::new);
  }
}
