package org.sallyport.portal.sharing.guest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.platform.access.Cookies;

/**
 * The cookies of a share: the token of the mailed link, moved out of the address bar, and the
 * session. Neither is a cookie of a sign-in.
 */
public final class ShareCookies {
  private static final String LINK = "__Host-share-link";
  private static final String SESSION = "__Host-share";
  private static final Duration LINK_TTL = Duration.ofHours(1);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private ShareCookies() {}

  /** Keeps the token of a link; removes the cookie if the text is no token. */
  static void link(HttpServletResponse response, String token) {
    if (TOKEN.matcher(token).matches()) {
      Cookies.set(response, LINK, token, LINK_TTL);
    } else {
      Cookies.remove(response, LINK);
    }
  }

  /** The token of the link; empty if there is no cookie. */
  static String link(HttpServletRequest request) {
    return Cookies.read(request, LINK).orElse("");
  }

  static void session(HttpServletResponse response, String token) {
    Cookies.set(response, SESSION, token);
  }

  /** The token of the session, before and after its code. */
  public static Optional<String> session(HttpServletRequest request) {
    return Cookies.read(request, SESSION);
  }

  static void removeSession(HttpServletResponse response) {
    Cookies.remove(response, SESSION);
  }

  static void removeLink(HttpServletResponse response) {
    Cookies.remove(response, LINK);
  }
}
