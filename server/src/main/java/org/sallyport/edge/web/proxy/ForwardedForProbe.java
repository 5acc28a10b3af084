package org.sallyport.edge.web.proxy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tells {@code sallyport doctor} that its own claim of an address came through the proxy. The
 * address is one for documentation (RFC 5737), which no client has. It has to run before the
 * headers are evaluated, which removes them.
 */
final class ForwardedForProbe extends ValveBase {
  static final String CLAIMED = "192.0.2.1";
  static final String ANSWER = "Sallyport-Forwarded-For";
  private static final String HEADER = "X-Forwarded-For";

  ForwardedForProbe() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (Collections.list(request.getHeaders(HEADER)).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(value -> value.strip().equals(CLAIMED))) {
      response.setHeader(ANSWER, "passed on");
    }
    getNext().invoke(request, response);
  }
}
