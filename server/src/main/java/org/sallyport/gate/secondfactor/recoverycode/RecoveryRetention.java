package org.sallyport.gate.secondfactor.recoverycode;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention period of used recovery codes. */
@Configuration(proxyBeanMethods = false)
class RecoveryRetention {
  @Bean
  RetainedRows usedRecoveryCodes(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "recovery_code", CODES, "used_at < :before");
  }
}
