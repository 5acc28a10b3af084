package org.sallyport.gate.entramfa;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EntraMfaProperties.class)
class EntraMfaConfiguration {}
