package org.sallyport.gate.federation;

import java.time.Clock;
import org.sallyport.platform.retention.RetainedRows;
import org.sallyport.platform.retention.RetentionPeriod;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long sign-ins that began at an issuer are kept. */
@Configuration(proxyBeanMethods = false)
class FederationRetention {

  /** Strangers cause them. */
  @Bean
  RetainedRows oldFederationRequests(JdbcClient jdbc, Clock clock) {
    return RetainedRows.untilTheirEnd(jdbc, "federation_request", RetentionPeriod.CODES, clock);
  }
}
