package org.sallyport.access;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.net.IPv6Utils;
import org.jspecify.annotations.Nullable;

/**
 * Where an act came from.
 *
 * @param address the client's IP address, IPv6 in its short form (RFC 5952); forwarded headers
 *     count only from a configured proxy
 * @param browser browser and system in words, for example "Firefox 145 on Windows"
 * @param systemUser who ran the command, for the audit log alone; null for an act in a browser or
 *     of the installation itself
 */
public record Origin(String address, String browser, @Nullable String systemUser) {

  /** How the name of a system user who ran a command ends. */
  public static final String VIA_COMMAND_LINE = " via command line";

  /** An act of the command line, whoever ran it. */
  public static final Origin COMMAND_LINE = new Origin("local", "command line");

  public Origin(String address, String browser) {
    this(address, browser, null);
  }

  /**
   * A command.
   *
   * @param systemUser who ran it
   */
  public static Origin commandLine(String systemUser) {
    return new Origin(COMMAND_LINE.address, COMMAND_LINE.browser, systemUser);
  }

  /** What the address is counted as. */
  public AddressBlock block() {
    return AddressBlock.of(address);
  }

  public static Origin of(HttpServletRequest request) {
    return new Origin(
        IPv6Utils.canonize(request.getRemoteAddr()),
        BrowserName.of(request.getHeader("User-Agent")));
  }
}
