package org.sallyport.gate.delivery;

import static org.sallyport.platform.retention.RetentionPeriod.MESSAGES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The retention period of messages after delivery ended, and of failures of routes; pending
 * messages are kept.
 */
@Configuration(proxyBeanMethods = false)
class MessageRetention {
  @Bean
  RetainedRows oldMessages(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "outbox", MESSAGES, "ended_at < :before");
  }

  /** Routes that are in the settings no more; one that fails still is noted again. */
  @Bean
  RetainedRows oldRouteFailures(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "route_failure", MESSAGES, "since < :before");
  }

  @Bean
  RetainedRows oldSpendingWarnings(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "spending_warning", MESSAGES, "told_at < :before");
  }
}
