package org.sallyport.connect.forwardauth;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.connect.forwardauth.RawHttp.Answer;

/** What stands in front of an application: a proxy that asks Sallyport about each request. */
interface Front {

  /** Sends a request of a browser. */
  Answer send(String method, String target, String host, List<String> headers);

  /** A proxy at a port. */
  static Front at(int port) {
    return (method, target, host, headers) -> RawHttp.send(port, method, target, host, headers);
  }

  /**
   * A proxy in words of a few lines: it asks, and its answer is what Sallyport answered.
   *
   * @param server the port of Sallyport
   */
  static Front direct(int server) {
    return (method, target, host, headers) -> {
      List<String> all = new ArrayList<>(headers);
      all.add("X-Forwarded-Host: " + host);
      all.add("X-Forwarded-Proto: http");
      if (target.startsWith("/.sallyport/")) {
        return RawHttp.send(server, method, target, "localhost", all);
      }
      all.add("X-Forwarded-Uri: " + target);
      all.add("X-Forwarded-Method: " + method);
      return RawHttp.send(server, "GET", "/auth/forward", "localhost", all);
    };
  }
}
