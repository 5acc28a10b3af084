package org.sallyport.trustedbrowser;

import static org.sallyport.retention.RetentionPeriod.CODES;

import org.sallyport.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long remembered browsers are kept after their end, with the values of their cookies. */
@Configuration(proxyBeanMethods = false)
class BrowserRetention {
  @Bean
  RetainedRows oldTrustedBrowsers(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "trusted_browser", CODES, "least(ended_at, expires_at) < :before");
  }
}
