package org.sallyport.edge.web.proxy;

import java.net.InetAddress;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The reverse proxy.
 *
 * @param trustedProxies IP addresses of the proxies that end TLS in front of Sallyport, and of
 *     those of applications that ask it by forward-auth. X-Forwarded-For and X-Forwarded-Proto are
 *     accepted from these addresses only. None if not set
 */
@ConfigurationProperties("sallyport")
record ProxyProperties(@DefaultValue Set<String> trustedProxies) {
  ProxyProperties {
    trustedProxies =
        trustedProxies.stream().map(ProxyProperties::normal).collect(Collectors.toSet());
  }

  /** The address in the form in which the web server writes it. */
  private static String normal(String proxy) {
    try {
      return InetAddress.ofLiteral(proxy).getHostAddress();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "sallyport.trusted-proxies: \"" + proxy + "\" is no IP address", e);
    }
  }
}
