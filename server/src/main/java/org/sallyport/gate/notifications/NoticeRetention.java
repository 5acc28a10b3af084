package org.sallyport.gate.notifications;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention periods of failed attempts, and of what is told of shares. */
@Configuration(proxyBeanMethods = false)
class NoticeRetention {
  @Bean
  RetainedRows oldFailedSignIns(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "failed_sign_in", CODES, "due_at < :before");
  }

  @Bean
  RetainedRows oldOutsideShares(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "outside_share", CODES, "due_at < :before");
  }
}
