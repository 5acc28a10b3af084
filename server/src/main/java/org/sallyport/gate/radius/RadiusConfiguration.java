package org.sallyport.gate.radius;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RadiusProperties.class)
class RadiusConfiguration {}
