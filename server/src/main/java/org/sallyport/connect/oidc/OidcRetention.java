package org.sallyport.connect.oidc;

import java.time.Clock;
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
    return RetainedRows.untilTheirEnd(jdbc, "oidc_request", RetentionPeriod.CODES, clock);
  }

  /** An assertion is refused after its time, whether it was used or not. */
  @Bean
  RetainedRows oldOidcAssertions(JdbcClient jdbc, Clock clock) {
    return RetainedRows.untilTheirEnd(jdbc, "oidc_assertion", RetentionPeriod.CODES, clock);
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
