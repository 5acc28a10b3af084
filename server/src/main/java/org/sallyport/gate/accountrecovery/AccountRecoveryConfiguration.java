package org.sallyport.gate.accountrecovery;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountRecoveryProperties.class)
class AccountRecoveryConfiguration {}
