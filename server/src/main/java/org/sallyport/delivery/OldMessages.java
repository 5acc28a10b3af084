package org.sallyport.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets messages that were over long ago. One that is still on its way stays. */
@Component
@EnableConfigurationProperties(DeliveryProperties.class)
class OldMessages {
  private final JdbcClient jdbc;
  private final DeliveryProperties properties;
  private final Clock clock;

  OldMessages(JdbcClient jdbc, DeliveryProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 6, timeUnit = TimeUnit.HOURS)
  void forget() {
    jdbc.sql("delete from outbox where ended_at < :before")
        .param("before", Timestamp.from(clock.instant().minus(properties.keep())))
        .update();
  }
}
