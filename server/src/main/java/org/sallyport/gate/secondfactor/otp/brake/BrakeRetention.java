package org.sallyport.gate.secondfactor.otp.brake;

import static org.sallyport.platform.retention.RetentionPeriod.CODES;

import org.sallyport.platform.retention.RetainedRows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The retention period of brakes that ended. */
@Configuration(proxyBeanMethods = false)
class BrakeRetention {
  @Bean
  RetainedRows oldSmsBrakes(JdbcClient jdbc) {
    return RetainedRows.of(jdbc, "sms_brake", CODES, "until < :before");
  }
}
