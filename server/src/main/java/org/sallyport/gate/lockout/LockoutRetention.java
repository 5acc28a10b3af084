package org.sallyport.gate.lockout;

import static org.sallyport.platform.retention.RetentionPeriod.SIGN_INS;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Retention of wrong codes. */
@Configuration(proxyBeanMethods = false)
class LockoutRetention {
  @Bean
  RetainedRows oldWrongCodes(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "wrong_code", SIGN_INS, "at < :before");
  }
}
