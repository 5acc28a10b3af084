package org.sallyport.connect.oidc.clients;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;

/**
 * The addresses to which answers may go. They are compared as texts (RFC 9700 section 2.1): no
 * pattern, no normal form. The one exception is the port of a loopback address of an installed
 * program, which gets another one at each start (RFC 8252 section 7.3).
 */
public final class RedirectAddresses {
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?(/.*)?");
  private static final Set<String> LOOPBACK_HOSTS = Set.of("127.0.0.1", "[::1]", "localhost");
  private static final int MAX_LENGTH = 500;

  private RedirectAddresses() {}

  /** Whether an address is one of the client's. */
  public static boolean isOf(Client client, String address) {
    return client.redirectUris().contains(address)
        || (client.isNative()
            && client.redirectUris().stream().anyMatch(it -> isSameButPort(it, address)));
  }

  private static boolean isSameButPort(String registered, String address) {
    Matcher one = LOOPBACK.matcher(registered);
    Matcher other = LOOPBACK.matcher(address);
    return one.matches()
        && other.matches()
        && one.group(1).equals(other.group(1))
        && String.valueOf(one.group(3)).equals(String.valueOf(other.group(3)));
  }

  /** What is wrong with an address; the last part of the key of a sentence. */
  enum Fault {
    INCOMPLETE,
    USER_OR_WILDCARD,
    INSECURE;

    String words(String address) {
      return Messages.text(
          "oidc.refused.address." + name().toLowerCase(Locale.ROOT).replace('_', '-'), address);
    }
  }

  /** Whether an address cannot be registered. */
  public static boolean isRefused(String address, boolean isNative) {
    return fault(address, isNative).isPresent();
  }

  /** Why an address cannot be registered; empty if it can. */
  static Optional<Fault> fault(String address, boolean isNative) {
    URI uri = parsed(address);
    if (uri == null || address.length() > MAX_LENGTH || uri.getFragment() != null) {
      return Optional.of(Fault.INCOMPLETE);
    }
    if (uri.getUserInfo() != null || address.contains("*")) {
      return Optional.of(Fault.USER_OR_WILDCARD);
    }
    return isSecure(uri, isNative) ? Optional.empty() : Optional.of(Fault.INSECURE);
  }

  private static boolean isSecure(URI uri, boolean isNative) {
    String scheme = uri.getScheme();
    if ("https".equals(scheme)) {
      return uri.getHost() != null;
    }
    if ("http".equals(scheme)) {
      return LOOPBACK_HOSTS.contains(uri.getHost());
    }
    return isNative && List.of(scheme.split("\\.", -1)).size() > 1;
  }

  private static @Nullable URI parsed(String address) {
    try {
      URI uri = new URI(address);
      return uri.isAbsolute() ? uri : null;
    } catch (java.net.URISyntaxException e) {
      return null;
    }
  }
}
