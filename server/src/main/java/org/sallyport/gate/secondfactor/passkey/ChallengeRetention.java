package org.sallyport.gate.secondfactor.passkey;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention period of expired challenges. */
@Configuration(proxyBeanMethods = false)
class ChallengeRetention {
  @Bean
  RetainedRows oldChallenges(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "passkey_challenge", CODES, "valid_until < :before");
  }

  @Bean
  RetainedRows answeredChallenges(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "passkey_used_challenge", CODES, "valid_until < :before");
  }
}
