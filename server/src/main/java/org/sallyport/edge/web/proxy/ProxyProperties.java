package org.sallyport.edge.web.proxy;

import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.platform.installation.AddressRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The reverse proxy.
 *
 * @param trustedProxies IP addresses of the proxies that end TLS in front of Sallyport, and of
 *     those of applications that ask it by forward-auth; or networks of such proxies alone, for
 *     example 10.20.0.0/28. X-Forwarded-For and X-Forwarded-Proto are accepted from these addresses
 *     only. None if not set
 */
@ConfigurationProperties("sallyport")
record ProxyProperties(@DefaultValue Set<String> trustedProxies) {
  ProxyProperties {
    trustedProxies.forEach(ProxyProperties::range);
  }

  /** Single addresses are networks of one. */
  Set<AddressRange> proxies() {
    return trustedProxies.stream().map(ProxyProperties::range).collect(Collectors.toSet());
  }

  private static AddressRange range(String proxy) {
    return AddressRange.of(proxy.strip())
        .filter(it -> it.bits() > 0)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "sallyport.trusted-proxies: \"" + proxy + "\" is no IP address or network"));
  }
}
