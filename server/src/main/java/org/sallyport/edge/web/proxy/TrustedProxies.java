package org.sallyport.edge.web.proxy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Accepts the client's address and scheme from the headers of configured proxies only: any client
 * can send these headers.
 */
@Component
@EnableConfigurationProperties(ProxyProperties.class)
class TrustedProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  private final ProxyProperties properties;

  TrustedProxies(ProxyProperties properties) {
    this.properties = properties;
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    if (properties.trustedProxies().isEmpty()) {
      return;
    }
    RemoteIpValve valve = new RemoteIpValve();
    valve.setRemoteIpHeader("X-Forwarded-For");
    valve.setProtocolHeader("X-Forwarded-Proto");
    valve.setInternalProxies(
        properties.trustedProxies().stream().map(Pattern::quote).collect(Collectors.joining("|")));
    factory.addEngineValves(
        new ForwardedForProbe(), new ProxyMarking(properties.trustedProxies()), valve);
  }
}
