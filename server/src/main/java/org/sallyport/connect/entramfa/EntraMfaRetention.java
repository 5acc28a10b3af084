package org.sallyport.connect.entramfa;

import java.time.Clock;
import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long requests of Microsoft are kept. */
@Configuration(proxyBeanMethods = false)
class EntraMfaRetention {

  /** What they ask with is refused by its age long before. */
  @Bean
  RetainedRows oldEntraMfaRequests(JdbcClient jdbc, Clock clock) {
    return RetainedRows.untilTheirEnd(jdbc, "entra_mfa_request", RetentionPeriod.CODES, clock);
  }
}
