package org.sallyport.gate.forwardauth;

import java.time.Clock;
import java.time.Instant;
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
    return new RetainedRows() {
      private final RetainedRows ended =
          RetainedRows.of(jdbc, "forward_request", RetentionPeriod.CODES, "expires_at < :before");

      @Override
      public String table() {
        return ended.table();
      }

      @Override
      public RetentionPeriod period() {
        return ended.period();
      }

      @Override
      public int remove(Instant before, int most) {
        return ended.remove(clock.instant(), most);
      }
    };
  }

  @Bean
  RetainedRows oldForwardSessions(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc, "forward_session", RetentionPeriod.SIGN_INS, "created_at < :before");
  }
}
