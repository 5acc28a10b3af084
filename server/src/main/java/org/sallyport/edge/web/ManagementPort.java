package org.sallyport.edge.web;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The management port, if it differs from the portal's. It is stored when the port opens, since
 * every request reads it.
 */
@Component
class ManagementPort {
  private static final int NONE = -1;
  private static final String NAMESPACE = "management";

  private volatile int port = NONE;

  @EventListener
  void opened(WebServerInitializedEvent event) {
    if (NAMESPACE.equals(event.getApplicationContext().getServerNamespace())) {
      port = event.getWebServer().getPort();
    }
  }

  boolean is(int asked) {
    return port == asked;
  }
}
