package org.sallyport.gate.accountrecovery;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;
import static org.sallyport.platform.retention.RetentionPeriod.SIGN_INS;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Retention of links, requests and resets; the audit log keeps the events. */
@Configuration(proxyBeanMethods = false)
class AccountRecoveryRetention {
  @Bean
  RetainedRows oldLinks(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "mailed_link", CODES, "expires_at < :before");
  }

  @Bean
  RetainedRows oldPasswordRequests(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "password_request", CODES, "created_at < :before");
  }

  @Bean
  RetainedRows oldResets(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc, "factor_reset", SIGN_INS, "coalesce(completed_at, cancelled_at) < :before");
  }
}
