package org.sallyport.gate.personaldata;

import static org.sallyport.platform.retention.RetentionPeriod.AUDIT;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Retention of the usernames of erased accounts: as long as the events that they could name. */
@Configuration(proxyBeanMethods = false)
class ErasureRetention {
  @Bean
  RetainedRows oldErasedUsernames(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "erased_username", AUDIT, "erased_at < :before");
  }
}
