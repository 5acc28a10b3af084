package org.sallyport.gate.federation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IssuersProperties.class, FederationProperties.class})
class FederationConfiguration {}
