package org.sallyport.gate.delivery.mail;

import java.util.concurrent.TimeUnit;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.ChannelSender;
import org.sallyport.gate.delivery.Message;
import org.sallyport.gate.delivery.SendResult;
import org.sallyport.gate.delivery.StoredText;
import org.sallyport.gate.delivery.routes.Failover;
import org.sallyport.gate.delivery.routes.RouteLedger;
import org.sallyport.gate.delivery.routes.RouteStates;
import org.sallyport.platform.ids.MessageId;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends mails through the installation's mail servers. */
@Component
class MailChannelSender implements ChannelSender {
  private final SmtpRoutes servers;
  private final Failover routes;
  private final boolean isSetUp;

  MailChannelSender(SmtpRoutes routes, RouteStates states, RouteLedger ledger) {
    this.servers = routes;
    this.routes = new Failover(routes.all(), states, ledger);
    this.isSetUp = !routes.all().isEmpty();
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public int lanes() {
    return routes.lanes();
  }

  @Override
  public SendResult send(MessageId id, Message message) {
    return isSetUp
        ? routes.send(id, message).result()
        : new SendResult.Refused(StoredText.of("delivery.mail.not-set-up"));
  }

  /** Closes connections that are of no use any more. */
  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  void closeOldConnections() {
    servers.closeOldConnections();
  }
}
