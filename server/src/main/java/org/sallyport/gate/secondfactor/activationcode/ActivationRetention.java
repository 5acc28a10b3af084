package org.sallyport.gate.secondfactor.activationcode;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention period of expired activation codes. */
@Configuration(proxyBeanMethods = false)
class ActivationRetention {
  @Bean
  RetainedRows oldActivationCodes(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "activation_code", CODES, "least(used_at, expires_at) < :before");
  }
}
