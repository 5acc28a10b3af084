package org.sallyport.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.apache.tomcat.util.net.IPv6Utils;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.springframework.security.core.Authentication;

/**
 * The origin of a request or command.
 *
 * @param address the client's IP address, IPv6 in its short form (RFC 5952); forwarded headers are
 *     accepted from configured proxies only
 * @param browser browser and system in words, for example "Firefox 145 on Windows"
 * @param systemUser who ran the command, for the audit log only; null for a request from a browser
 *     or an action of the installation itself
 * @param session the sign-in of whoever acts; null if nobody is signed in, or a guest is
 * @param account of that sign-in; null with it
 */
public record Origin(
    String address,
    String browser,
    @Nullable String systemUser,
    @Nullable SignInId session,
    @Nullable AccountId account) {

  /** The suffix of the name of a system user who ran a command. */
  public static final String VIA_COMMAND_LINE = " via command line";

  /** The command line, without a user. */
  public static final Origin COMMAND_LINE = new Origin("local", "command line");

  public Origin(String address, String browser) {
    this(address, browser, null, null, null);
  }

  /**
   * The origin of a command.
   *
   * @param systemUser who ran it
   */
  public static Origin commandLine(String systemUser) {
    return new Origin(COMMAND_LINE.address, COMMAND_LINE.browser, systemUser, null, null);
  }

  /** The block by which the address is counted. */
  public AddressBlock block() {
    return AddressBlock.of(address);
  }

  public static Origin of(HttpServletRequest request) {
    Origin of = withoutSession(request);
    return visitor(request)
        .map(it -> new Origin(of.address, of.browser, null, it.signIn(), it.account()))
        .orElse(of);
  }

  /** Where a request comes from, for whoever finds out who sends it. */
  public static Origin withoutSession(HttpServletRequest request) {
    return new Origin(
        IPv6Utils.canonize(request.getRemoteAddr()),
        BrowserName.of(request.getHeader("User-Agent")));
  }

  private static Optional<Visitor> visitor(HttpServletRequest request) {
    return request.getUserPrincipal() instanceof Authentication caller
            && caller.getPrincipal() instanceof Visitor visitor
        ? Optional.of(visitor)
        : Optional.empty();
  }

  /**
   * Whether the browser's product and system are those of another one; the version may differ.
   *
   * @param other browser and system in words
   */
  public boolean isSameProduct(String other) {
    return withoutVersion(browser).equals(withoutVersion(other));
  }

  private static String withoutVersion(String browser) {
    return browser.replaceAll(" [0-9]+", "");
  }
}
