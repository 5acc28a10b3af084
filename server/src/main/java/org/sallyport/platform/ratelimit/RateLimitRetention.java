package org.sallyport.platform.ratelimit;

import static org.sallyport.platform.retention.RetentionPeriod.RATE_LIMITS;

import org.sallyport.platform.retention.RetainedRows;
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
