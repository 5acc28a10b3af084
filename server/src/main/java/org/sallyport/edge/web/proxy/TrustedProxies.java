package org.sallyport.edge.web.proxy;

import java.util.Set;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.apache.catalina.valves.RemoteIpValve;
import org.sallyport.platform.installation.AddressRange;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Accepts the client's address and scheme from the headers of configured proxies only: any client
 * can send these headers.
 */
@Component
@RequiredArgsConstructor
class TrustedProxies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  private final ProxyProperties properties;

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    if (properties.trustedProxies().isEmpty()) {
      return;
    }
    RemoteIpValve valve = new RemoteIpValve();
    valve.setRemoteIpHeader("X-Forwarded-For");
    valve.setProtocolHeader("X-Forwarded-Proto");
    Set<AddressRange> proxies = properties.proxies();
    valve.setInternalProxies(
        proxies.stream().map(AddressRange::toString).collect(Collectors.joining(",")));
    factory.addEngineValves(new ForwardedForProbe(), new ProxyMarking(proxies), valve);
  }
}
