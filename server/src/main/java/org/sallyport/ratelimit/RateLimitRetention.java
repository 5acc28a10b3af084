package org.sallyport.ratelimit;

import static org.sallyport.retention.RetentionPeriod.RATE_LIMITS;

import org.sallyport.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention period of counts after the end of their windows. */
@Configuration(proxyBeanMethods = false)
class RateLimitRetention {
  @Bean
  RetainedRows oldLimits(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "rate_limit", RATE_LIMITS, "ends_at < :before");
  }
}
