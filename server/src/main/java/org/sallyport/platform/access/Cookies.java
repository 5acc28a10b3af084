package org.sallyport.platform.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Reads and writes {@code __Host-} cookies: bound to this host, sent over secure channels only,
 * HttpOnly (RFC 6265bis section 4.1.3.2).
 */
public final class Cookies {
  private Cookies() {}

  /** A cookie's value; empty if there is none of exactly that name, or more than one. */
  public static Optional<String> read(HttpServletRequest request, String name) {
    Cookie[] cookies = Objects.requireNonNullElseGet(request.getCookies(), () -> new Cookie[0]);
    List<String> values =
        Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .toList();
    return values.size() == 1
        ? Optional.ofNullable(values.getFirst()).filter(value -> !value.isEmpty())
        : Optional.empty();
  }

  /** Sets a session cookie, which the browser deletes when it closes. */
  public static void set(HttpServletResponse response, String name, String value) {
    add(response, cookie(name, value).build());
  }

  /** Sets a persistent cookie. */
  public static void set(HttpServletResponse response, String name, String value, Duration maxAge) {
    add(response, cookie(name, value).maxAge(maxAge).build());
  }

  public static void remove(HttpServletResponse response, String name) {
    add(response, cookie(name, "").maxAge(Duration.ZERO).build());
  }

  private static ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
    return ResponseCookie.from(name, value).httpOnly(true).secure(true).path("/").sameSite("Lax");
  }

  private static void add(HttpServletResponse response, ResponseCookie cookie) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
