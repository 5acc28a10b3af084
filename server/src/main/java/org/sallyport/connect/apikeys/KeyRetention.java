package org.sallyport.connect.apikeys;

import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long keys are kept after their end, until when their names are not used again, and what they
 * changed.
 */
@Configuration(proxyBeanMethods = false)
class KeyRetention {

  @Bean
  RetainedRows endedKeys(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc, "api_key", RetentionPeriod.SIGN_INS, "least(ended_at, expires_at) < :before");
  }

  @Bean
  RetainedRows keyChanges(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "key_change", RetentionPeriod.RATE_LIMITS, "at < :before");
  }
}
