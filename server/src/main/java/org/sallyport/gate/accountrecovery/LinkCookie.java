package org.sallyport.gate.accountrecovery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.sallyport.platform.access.Cookies;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Moves the token of a mailed link from the URL into a cookie, so that it appears in no browser
 * history, proxy log or referrer. This step looks up and changes nothing, because mail scanners
 * open links before people do.
 */
final class LinkCookie {
  private static final String NAME = "__Host-link";
  private static final Duration TTL = Duration.ofHours(1);
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private LinkCookie() {}

  /** Responds to the mailed URL with a redirect to the page. */
  static void leadTo(URI page, String token, HttpServletResponse response) {
    if (TOKEN.matcher(token).matches()) {
      Cookies.set(response, NAME, token, TTL);
    } else {
      remove(response);
    }
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, page.toString());
  }

  /** The token; empty if there is no cookie. */
  static String read(HttpServletRequest request) {
    return Cookies.read(request, NAME).orElse("");
  }

  static void remove(HttpServletResponse response) {
    Cookies.remove(response, NAME);
  }
}
