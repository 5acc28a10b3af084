package org.sallyport.gate.trustedbrowser;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Retention of ended remembered browsers and their tokens. */
@Configuration(proxyBeanMethods = false)
class BrowserRetention {
  @Bean
  RetainedRows oldTrustedBrowsers(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "trusted_browser", CODES, "least(ended_at, expires_at) < :before");
  }
}
