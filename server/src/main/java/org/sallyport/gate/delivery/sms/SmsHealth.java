package org.sallyport.gate.delivery.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/** The state of the SMS gateway as of the last message: it cannot be asked without sending one. */
@Component("smsHealthIndicator")
class SmsHealth extends DependencyHealth {
  SmsHealth(SmsProperties properties, Clock clock, MeterRegistry meters) {
    super("sms", properties.url() != null, clock, meters);
  }

  /**
   * Notes the status of a reply. A status that may concern the one message only, such as a number
   * that does not exist, says nothing about the gateway.
   */
  void replied(int status) {
    switch (status) {
      case 401, 402, 403, 407, 429 -> failed();
      default -> {
        if (status >= 500) {
          failed();
        } else if (status < 300) {
          answered();
        }
      }
    }
  }
}
