package org.sallyport.web;

import java.net.InetAddress;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxy in front.
 *
 * @param trustedProxies IP addresses of the proxies that end TLS in front of Sallyport. What they
 *     say in X-Forwarded-For and X-Forwarded-Proto counts; what anybody else says there does not.
 *     None if not set
 */
@ConfigurationProperties("sallyport")
record ProxyProperties(@DefaultValue Set<String> trustedProxies) {
  ProxyProperties {
    trustedProxies =
        trustedProxies.stream().map(ProxyProperties::normal).collect(Collectors.toSet());
  }

  /** As the web server writes addresses. */
  private static String normal(String proxy) {
    try {
      return InetAddress.ofLiteral(proxy).getHostAddress();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "sallyport.trusted-proxies: \"" + proxy + "\" is no IP address", e);
    }
  }
}
