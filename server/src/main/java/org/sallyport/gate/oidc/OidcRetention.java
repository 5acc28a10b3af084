package org.sallyport.gate.oidc;

import java.time.Clock;
import java.time.Instant;
import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long requests, tokens and grants are kept after their end. */
@Configuration(proxyBeanMethods = false)
class OidcRetention {

  /** A request is of no use after its time; strangers cause most of them. */
  @Bean
  RetainedRows oldOidcRequests(JdbcClient jdbc, Clock clock) {
    return untilTheirEnd("oidc_request", jdbc, clock);
  }

  /** An assertion is refused after its time, whether it was used or not. */
  @Bean
  RetainedRows oldOidcAssertions(JdbcClient jdbc, Clock clock) {
    return untilTheirEnd("oidc_assertion", jdbc, clock);
  }

  private static RetainedRows untilTheirEnd(String table, JdbcClient jdbc, Clock clock) {
    RetainedRows ended =
        RetainedRows.of(jdbc, table, RetentionPeriod.CODES, "expires_at < :before");
    return new RetainedRows() {
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
  RetainedRows oldOidcTokens(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "oidc_token", RetentionPeriod.CODES, "expires_at < :before");
  }

  @Bean
  RetainedRows oldOidcGrants(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "oidc_grant", RetentionPeriod.SIGN_INS, "created_at < :before");
  }
}
