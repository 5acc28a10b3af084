package org.sallyport.gate.delivery.mail.bounces;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.routes.RouteReceipts;
import org.sallyport.platform.policy.start.StartRefusedForNow;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes the reports of mail systems by SMTP, on this machine alone: the mail server beside it
 * passes them on. It relays nothing, sends nothing and stores no mail. It announces no limit of
 * size or receivers: because of one, the mail server in front would write to the sender of a mail.
 * A command of the command line takes no reports, and runs beside the server that does.
 */
@Component
@ConditionalOnWebApplication
class BounceServer implements DisposableBean {
  private static final int MAX_CONNECTIONS = 20;
  private static final int TIMEOUT_SECONDS = 30;

  private final BounceProperties properties;
  private final ReturnPaths paths;
  private final RouteReceipts receipts;
  private final BounceConnections connections;
  private @Nullable SMTPServer server;

  BounceServer(
      BounceProperties properties,
      ReturnPaths paths,
      RouteReceipts receipts,
      BounceConnections connections) {
    this.properties = properties;
    this.paths = paths;
    this.receipts = receipts;
    this.connections = connections;
  }

  @EventListener(ApplicationReadyEvent.class)
  synchronized void start() {
    String domain = properties.domain();
    if (domain == null || server != null) {
      return;
    }
    SMTPServer made =
        SMTPServer.port(properties.port())
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName(domain)
            .softwareName("sallyport")
            .insertReceivedHeaders(false)
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .sessionHandler(connections)
            .messageHandlerFactory(context -> new BounceHandler(paths, receipts))
            .build();
    try {
      made.start();
    } catch (RuntimeException e) {
      throw new StartRefusedForNow(
          "port " + properties.port() + " is taken, see sallyport.mail.bounces.port", e);
    }
    server = made;
  }

  @Override
  public synchronized void destroy() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }
}
