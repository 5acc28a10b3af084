package org.sallyport.gate.delivery;

import static org.sallyport.platform.retention.RetentionPeriod.MESSAGES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention period of messages after delivery ended; pending ones are kept. */
@Configuration(proxyBeanMethods = false)
class MessageRetention {
  @Bean
  RetainedRows oldMessages(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "outbox", MESSAGES, "ended_at < :before");
  }
}
