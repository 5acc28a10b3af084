package org.sallyport.gate.secondfactor.push;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;
import static org.sallyport.platform.retention.RetentionPeriod.SIGN_INS;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention periods of requests to phones and of removed phones. */
@Configuration(proxyBeanMethods = false)
class PhoneRetention {
  @Bean
  RetainedRows oldRequests(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "app_request", CODES, "created_at < :before and not unanswered");
  }

  @Bean
  RetainedRows removedPhones(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "app_device", SIGN_INS, "removed_at < :before");
  }

  @Bean
  RetainedRows unfinishedPairings(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "app_device", CODES, "linked_at is null and expires_at < :before");
  }
}
