package org.sallyport.gate.delivery.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.platform.monitoring.DependencyHealth;
import org.springframework.stereotype.Component;

/** The same of the routes of calls. */
@Component("voiceHealthIndicator")
class VoiceHealth extends DependencyHealth {
  VoiceHealth(SmsRoutes routes, Clock clock, MeterRegistry meters) {
    super("voice", !routes.of(Channel.VOICE).isEmpty(), clock, meters);
  }
}
