package org.sallyport.access;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.net.IPv6Utils;

/**
 * Where an act came from.
 *
 * @param address the client's IP address, IPv6 in its short form (RFC 5952); forwarded headers
 *     count only from a configured proxy
 * @param browser browser and system in words, for example "Firefox 145 on Windows"
 */
public record Origin(String address, String browser) {

  /** An act of the installation itself or of its command line. */
  public static final Origin COMMAND_LINE = new Origin("local", "command line");

  public static Origin of(HttpServletRequest request) {
    return new Origin(
        IPv6Utils.canonize(request.getRemoteAddr()),
        BrowserName.of(request.getHeader("User-Agent")));
  }
}
