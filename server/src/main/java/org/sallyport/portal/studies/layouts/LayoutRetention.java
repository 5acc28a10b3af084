package org.sallyport.portal.studies.layouts;

import static org.sallyport.platform.retention.RetentionPeriod.SIGN_INS;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long layouts are kept that are not used. */
@Configuration(proxyBeanMethods = false)
class LayoutRetention {
  @Bean
  RetainedRows unusedLayouts(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "viewer_layout", SIGN_INS, "used_at < :before");
  }
}
