package org.sallyport.web;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The port of those who watch over the installation, if it is one of its own: told once when it
 * opens, since every request asks for it.
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
