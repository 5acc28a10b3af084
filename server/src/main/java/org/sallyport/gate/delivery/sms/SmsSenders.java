package org.sallyport.gate.delivery.sms;

import java.util.List;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.MessageCheck;
import org.sallyport.gate.delivery.routes.RouteLedger;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sends SMS, and what places calls: each by its own routes. */
@Configuration
class SmsSenders {

  @Bean
  SmsChannelSender smsSender(
      SmsRoutes routes,
      RouteStates states,
      RouteLedger ledger,
      SmsSpending spending,
      SmsHealth health,
      List<MessageCheck> checks) {
    return new SmsChannelSender(Channel.SMS, routes, states, ledger, spending, health, checks);
  }

  @Bean
  SmsChannelSender callSender(
      SmsRoutes routes,
      RouteStates states,
      RouteLedger ledger,
      SmsSpending spending,
      VoiceHealth health,
      List<MessageCheck> checks) {
    return new SmsChannelSender(Channel.VOICE, routes, states, ledger, spending, health, checks);
  }
}
