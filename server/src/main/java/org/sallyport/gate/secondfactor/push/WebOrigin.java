package org.sallyport.gate.secondfactor.push;

import java.net.URI;

/** The origin of an address as browsers write it: without the default port (RFC 6454, 6.2). */
public final class WebOrigin {
  private WebOrigin() {}

  public static String of(URI address) {
    int defaultPort = "https".equals(address.getScheme()) ? 443 : 80;
    boolean named = address.getPort() >= 0 && address.getPort() != defaultPort;
    return address.getScheme() + "://" + address.getHost() + (named ? ":" + address.getPort() : "");
  }
}
