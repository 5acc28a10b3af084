package org.sallyport.gate.delivery.outbox;

import java.util.function.UnaryOperator;
import org.sallyport.platform.crypto.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The unsent messages that are encrypted anew when another key is taken into use. */
@Configuration(proxyBeanMethods = false)
class SealedMessages {
  @Bean
  SealedColumn sealedBodies() {
    return unsent(
        "texts of messages that are not sent yet", "body", id -> Envelopes.bodyOf(id).earlier());
  }

  @Bean
  SealedColumn sealedDestinations() {
    return unsent(
        "addresses of messages that are not sent yet",
        "destination",
        id -> Envelopes.destinationOf(id).earlier());
  }

  private static SealedColumn unsent(String what, String column, UnaryOperator<String> context) {
    return new SealedColumn(what, "outbox", "id", column, "body is not null", context);
  }
}
