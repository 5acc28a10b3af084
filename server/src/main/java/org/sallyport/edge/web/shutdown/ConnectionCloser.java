package org.sallyport.edge.web.shutdown;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends the connection after each answer of a server that is about to stop: a proxy must not send a
 * request on a connection that the server is closing, because it may not repeat a POST. Tomcat adds
 * the header itself, after it has decided to send an answer in chunks; an answer with a header of
 * ours would end with its connection, and one that breaks off would look complete.
 */
@Component
class ConnectionCloser implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  private static final int ONE_REQUEST = 1;

  private final List<AbstractHttp11Protocol<?>> protocols = new ArrayList<>();
  private final Map<AbstractHttp11Protocol<?>, Integer> usual = new HashMap<>();

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    factory.addConnectorCustomizers(
        connector -> {
          if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
            protocols.add(protocol);
          }
        });
  }

  /** From now on, every answer ends its connection. */
  void begin() {
    for (AbstractHttp11Protocol<?> protocol : protocols) {
      usual.put(protocol, protocol.getMaxKeepAliveRequests());
      protocol.setMaxKeepAliveRequests(ONE_REQUEST);
    }
  }

  /** For a server that starts again. */
  void end() {
    usual.forEach((protocol, most) -> protocol.setMaxKeepAliveRequests(most));
    usual.clear();
  }
}
