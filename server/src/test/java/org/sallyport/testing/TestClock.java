package org.sallyport.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@TestConfiguration(proxyBeanMethods = false)
public class TestClock {
  @Bean
  @Primary
  TurnableClock turnableClock() {
    return new TurnableClock();
  }
}
