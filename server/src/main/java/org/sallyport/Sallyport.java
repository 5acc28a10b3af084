package org.sallyport;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The gate and the portal. */
@SpringBootApplication
@EnableScheduling
public class Sallyport {
  public static void main(String[] args) {
    SpringApplication.run(Sallyport.class, args);
  }

  /**
   * The only source of time. It is cut to milliseconds, as times are stored, so that what is
   * compared is what is kept.
   */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
  }
}
