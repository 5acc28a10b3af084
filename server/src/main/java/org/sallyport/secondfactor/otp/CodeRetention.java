package org.sallyport.secondfactor.otp;

import static org.sallyport.retention.RetentionPeriod.CODES;
import static org.sallyport.retention.RetentionPeriod.THROTTLES;

import org.sallyport.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long codes that were sent are kept, and counts of what may be sent. */
@Configuration(proxyBeanMethods = false)
class CodeRetention {
  @Bean
  RetainedRows oldCodes(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "otp_code", CODES, "expires_at < :before");
  }

  @Bean
  RetainedRows oldSendBudgets(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "send_budget", THROTTLES, "window_start < :before");
  }
}
