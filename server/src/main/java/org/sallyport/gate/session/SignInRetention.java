package org.sallyport.gate.session;

import static org.sallyport.platform.retention.RetentionPeriod.SIGN_INS;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registers the retention of sign-ins and wrong passwords. */
@Configuration(proxyBeanMethods = false)
class SignInRetention {
  @Bean
  RetainedRows oldSignIns(JdbcClient jdbc) {
    return RetainedRows.of(
        jdbc, "sign_in", SIGN_INS, "password_at < :before and last_seen_at < :before");
  }

  @Bean
  RetainedRows oldWrongPasswords(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "wrong_password", SIGN_INS, "day < cast(:before as date)");
  }
}
