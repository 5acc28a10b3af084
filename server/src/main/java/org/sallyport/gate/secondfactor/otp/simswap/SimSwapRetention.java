package org.sallyport.gate.secondfactor.otp.simswap;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention period of changes of a SIM, from when they stop nothing any more. */
@Configuration(proxyBeanMethods = false)
class SimSwapRetention {
  @Bean
  RetainedRows oldSimSwaps(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "sim_swap", CODES, "until < :before");
  }
}
