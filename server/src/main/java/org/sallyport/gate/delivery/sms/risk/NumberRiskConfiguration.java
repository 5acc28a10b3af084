package org.sallyport.gate.delivery.sms.risk;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.sallyport.gate.delivery.risk.NumberRisk;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service of the settings, if there is one. */
@Configuration(proxyBeanMethods = false)
class NumberRiskConfiguration {
  NumberRiskConfiguration(MeterRegistry meters) {
    CamaraSimSwap.register(meters);
  }

  @Bean
  @ConditionalOnProperty("sallyport.sms.sim-swap.url")
  NumberRisk numberRisk(SimSwapProperties properties, MeterRegistry meters, Clock clock) {
    return new CamaraSimSwap(properties, meters, clock);
  }
}
