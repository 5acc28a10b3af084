package org.sallyport.platform.installation;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names and addresses of the loopback interface. */
public final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127(?:\\.\\d{1,3}){3}");

  private Loopback() {}

  /**
   * Whether a host is a loopback name or address.
   *
   * @param host as in a URL, an IPv6 address with or without brackets
   */
  public static boolean is(String host) {
    return switch (host.toLowerCase(Locale.ROOT)) {
      case "localhost", "::1", "[::1]", "[0:0:0:0:0:0:0:1]" -> true;
      default -> IPV4.matcher(host).matches();
    };
  }
}
