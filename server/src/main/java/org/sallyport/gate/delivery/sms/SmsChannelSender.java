package org.sallyport.gate.delivery.sms;

import java.util.List;
import java.util.Optional;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.MessageCheck;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.Failover;
import org.sallyport.gate.delivery.routes.RouteLedger;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.sallyport.platform.ids.MessageId;
import org.sallyport.platform.monitoring.DependencyHealth;

/**
 * Sends SMS, or places calls, by the installation's routes. What failed is retried, and given to
 * another route, only if nothing can have been sent. A failing gateway never leads to a mail
 * instead (rule 11).
 */
class SmsChannelSender implements ChannelSender {
  private final Channel channel;
  private final Failover routes;
  private final boolean isSetUp;
  private final SmsSpending spending;
  private final DependencyHealth health;
  private final List<MessageCheck> checks;

  SmsChannelSender(
      Channel channel,
      SmsRoutes routes,
      RouteStates states,
      RouteLedger ledger,
      SmsSpending spending,
      DependencyHealth health,
      List<MessageCheck> checks) {
    this.channel = channel;
    this.routes = new Failover(routes.of(channel), states, ledger);
    this.isSetUp = !routes.of(channel).isEmpty();
    this.spending = spending;
    this.health = health;
    this.checks = checks;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public int lanes() {
    return routes.lanes();
  }

  @Override
  public SendResult send(MessageId id, Message message) {
    if (!isSetUp) {
      return new SendResult.Refused(
          StoredText.of(
              channel == Channel.VOICE ? "delivery.voice.not-set-up" : "delivery.sms.not-set-up"));
    }
    if (spending.isUsedUp(message.priority())) {
      return new SendResult.Refused(StoredText.of("delivery.route.spent"));
    }
    Optional<String> refusal =
        checks.stream().flatMap(check -> check.refusal(id, message).stream()).findFirst();
    if (refusal.isPresent()) {
      return new SendResult.Refused(refusal.get());
    }
    Failover.Sent sent = routes.send(id, message);
    if (sent.isFaultOfRoutes()) {
      health.failed();
    } else if (sent.result() instanceof SendResult.Taken) {
      health.answered();
    }
    return sent.result();
  }
}
