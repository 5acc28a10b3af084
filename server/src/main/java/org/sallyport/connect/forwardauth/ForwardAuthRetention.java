package org.sallyport.connect.forwardauth;

import java.time.Clock;
import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long requests for a sign-in, and sessions at applications, are kept. */
@Configuration(proxyBeanMethods = false)
class ForwardAuthRetention {

  /** A request is of no use after its time; strangers cause most of them. */
  @Bean
  RetainedRows oldForwardRequests(JdbcClient jdbc, Clock clock) {
    return RetainedRows.untilTheirEnd(jdbc, "forward_request", RetentionPeriod.CODES, clock);
  }

  @Bean
  RetainedRows oldForwardSessions(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc, "forward_session", RetentionPeriod.SIGN_INS, "created_at < :before");
  }
}
