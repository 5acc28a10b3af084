package org.sallyport.gate.delivery.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/**
 * The state of the SMS routes together as of the last message: they cannot be asked without sending
 * one. A refusal that may concern the one message only, such as of a number that does not exist,
 * says nothing about them.
 */
@Component("smsHealthIndicator")
class SmsHealth extends DependencyHealth {
  SmsHealth(SmsRoutes routes, Clock clock, MeterRegistry meters) {
    super("sms", !routes.of(Channel.SMS).isEmpty(), clock, meters);
  }
}
