package org.sallyport.portal.sharing;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;
import static org.sallyport.platform.retention.RetentionPeriod.SIGN_INS;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention periods of what belongs to shares; shares themselves are those of studies. */
@Configuration(proxyBeanMethods = false)
class SharingRetention {
  @Bean
  RetainedRows oldShareSessions(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "share_session", CODES, "last_seen_at < :before");
  }

  @Bean
  RetainedRows oldReferenceNumbers(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "reference_number", SIGN_INS, "expires_at < :before");
  }

  @Bean
  RetainedRows unusedFavourites(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "share_favourite", SIGN_INS, "used_at < :before");
  }
}
