package org.sallyport.gate.delivery.sms;

import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.Failover;
import org.sallyport.gate.delivery.routes.RouteLedger;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.sallyport.platform.ids.MessageId;
import org.springframework.stereotype.Component;

/**
 * Sends SMS by the installation's routes. A failed SMS is retried, and given to another route, only
 * if nothing can have been sent. A failing gateway never leads to a mail instead (rule 11).
 */
@Component
class SmsChannelSender implements ChannelSender {
  private final Failover routes;
  private final boolean isSetUp;
  private final SmsSpending spending;
  private final SmsHealth health;

  SmsChannelSender(
      SmsRoutes routes,
      RouteStates states,
      RouteLedger ledger,
      SmsSpending spending,
      SmsHealth health) {
    this.routes = new Failover(routes.all(), states, ledger);
    this.isSetUp = !routes.all().isEmpty();
    this.spending = spending;
    this.health = health;
  }

  @Override
  public Channel channel() {
    return Channel.SMS;
  }

  @Override
  public int lanes() {
    return routes.lanes();
  }

  @Override
  public SendResult send(MessageId id, Message message) {
    if (!isSetUp) {
      return new SendResult.Refused(StoredText.of("delivery.sms.not-set-up"));
    }
    if (spending.isUsedUp(message.priority())) {
      return new SendResult.Refused(StoredText.of("delivery.route.spent"));
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
