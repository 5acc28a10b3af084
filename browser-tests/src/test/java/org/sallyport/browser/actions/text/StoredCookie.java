package org.sallyport.browser.actions.text;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cookie of one host.
 *
 * @param expires null if it ends with the browser
 */
record StoredCookie(
    String name,
    String value,
    String path,
    boolean secure,
    boolean httpOnly,
    @Nullable Instant expires) {
  private static final int LONGEST = 4096;
  private static final Set<String> TRUSTWORTHY = Set.of("localhost", "127.0.0.1");

  /** Why a browser does not store a cookie. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String cookie, String why) {
      super("cookie refused, " + why + ": " + cookie);
    }
  }

  /** Reads a Set-Cookie header (RFC 6265, sections 5.2 and 5.3). */
  static StoredCookie parse(String header, URI from, Instant now) throws Refused {
    String[] parts = header.split(";", -1);
    int equals = parts[0].indexOf('=');
    if (equals < 1 || parts[0].length() > LONGEST) {
      throw new Refused(header, "without a name, or too long");
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] attribute = parts[i].split("=", 2);
      attributes.put(
          attribute[0].strip().toLowerCase(Locale.ROOT),
          attribute.length > 1 ? attribute[1].strip() : "");
    }
    StoredCookie cookie =
        new StoredCookie(
            parts[0].substring(0, equals).strip(),
            parts[0].substring(equals + 1).strip(),
            path(attributes.get("path"), from),
            attributes.containsKey("secure"),
            attributes.containsKey("httponly"),
            expires(header, attributes, now));
    cookie.check(header, attributes.get("domain"), from);
    return cookie;
  }

  private static String path(@Nullable String wanted, URI from) {
    if (wanted != null && wanted.startsWith("/")) {
      return wanted;
    }
    int last = from.getPath().lastIndexOf('/');
    return last <= 0 ? "/" : from.getPath().substring(0, last);
  }

  private static @Nullable Instant expires(
      String header, Map<String, String> attributes, Instant now) throws Refused {
    @Nullable String seconds = attributes.get("max-age");
    @Nullable String date = attributes.get("expires");
    try {
      if (seconds != null) {
        return now.plusSeconds(Long.parseLong(seconds));
      }
      return date == null
          ? null
          : ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (NumberFormatException | DateTimeException e) {
      throw new Refused(header, "its end cannot be read");
    }
  }

  private void check(String header, @Nullable String domain, URI from) throws Refused {
    if (domain != null && !domain.equals(from.getHost())) {
      throw new Refused(header, "it is for another host");
    }
    if (secure && !isTrustworthy(from)) {
      throw new Refused(header, "it is secure and the address is not");
    }
    if (name.startsWith("__Secure-") && !secure) {
      throw new Refused(header, "its name asks for Secure");
    }
    if (name.startsWith("__Host-") && (!secure || domain != null || !path.equals("/"))) {
      throw new Refused(header, "its name asks for Secure, Path=/ and no Domain");
    }
  }

  /** Browsers treat this machine like an address with TLS. */
  private static boolean isTrustworthy(URI address) {
    return "https".equals(address.getScheme()) || TRUSTWORTHY.contains(address.getHost());
  }

  /** This cookie as a server sets it now. */
  Cookie copied(Instant now) {
    Cookie copy = new Cookie(name, value);
    copy.setPath(path);
    copy.setSecure(secure);
    copy.setHttpOnly(httpOnly);
    copy.setMaxAge(expires == null ? -1 : (int) Duration.between(now, expires).toSeconds());
    return copy;
  }

  boolean isSentTo(URI address) {
    String to = address.getPath().isEmpty() ? "/" : address.getPath();
    boolean below = to.equals(path) || to.startsWith(path.endsWith("/") ? path : path + "/");
    return below && (!secure || isTrustworthy(address));
  }

  boolean isOver(Instant now) {
    return expires != null && !expires.isAfter(now);
  }

  boolean replaces(StoredCookie other) {
    return name.equals(other.name) && path.equals(other.path);
  }
}
