package org.sallyport.edge.web.proxy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.sallyport.platform.access.ProxyMark;
import org.sallyport.platform.installation.AddressRange;

/**
 * Marks the requests of trusted proxies. It has to run before the headers are evaluated, which
 * replaces the proxy's address by the client's.
 */
final class ProxyMarking extends ValveBase {
  private final Set<AddressRange> proxies;

  ProxyMarking(Set<AddressRange> proxies) {
    super(true);
    this.proxies = proxies;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    String from = request.getRemoteAddr();
    if (proxies.stream().anyMatch(it -> it.has(from))) {
      request.setAttribute(ProxyMark.ATTRIBUTE, true);
    }
    getNext().invoke(request, response);
  }
}
