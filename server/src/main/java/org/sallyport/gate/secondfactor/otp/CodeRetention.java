package org.sallyport.gate.secondfactor.otp;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention period of sent codes. */
@Configuration(proxyBeanMethods = false)
class CodeRetention {
  @Bean
  RetainedRows oldCodes(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "otp_code", CODES, "expires_at < :before");
  }
}
