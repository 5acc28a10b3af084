package org.sallyport.notices;

import static org.sallyport.retention.RetentionPeriod.CODES;
import static org.sallyport.retention.RetentionPeriod.THROTTLES;

import org.sallyport.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long counts of notices are kept. */
@Configuration(proxyBeanMethods = false)
class NoticeRetention {
  @Bean
  RetainedRows oldNoticeCounts(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "notice_count", THROTTLES, "day < cast(:before as date)");
  }

  @Bean
  RetainedRows oldFailedCodes(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "failed_code", CODES, "due_at < :before");
  }
}
