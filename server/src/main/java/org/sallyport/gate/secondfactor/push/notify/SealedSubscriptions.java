package org.sallyport.gate.secondfactor.push.notify;

import java.util.function.UnaryOperator;
import org.sallyport.platform.crypto.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The subscriptions that are encrypted anew when another key is taken into use. */
@Configuration(proxyBeanMethods = false)
class SealedSubscriptions {
  @Bean
  SealedColumn sealedPushSubscriptions() {
    return new SealedColumn(
        "phones that get push notifications",
        "app_subscription",
        "device_id",
        "subscription",
        "true",
        UnaryOperator.identity());
  }
}
