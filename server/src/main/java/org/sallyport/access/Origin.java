package org.sallyport.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Where an act came from.
 *
 * @param address the client's IP address as the container gives it; forwarded headers count only
 *     from a configured proxy
 * @param browser browser and system in words, for example "Firefox 145 on Windows"
 */
public record Origin(String address, String browser) {

  /** An act of the installation itself or of its command line. */
  public static final Origin COMMAND_LINE = new Origin("local", "command line");

  public static Origin of(HttpServletRequest request) {
    return new Origin(request.getRemoteAddr(), BrowserName.of(request.getHeader("User-Agent")));
  }
}
