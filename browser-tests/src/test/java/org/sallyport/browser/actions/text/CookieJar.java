package org.sallyport.browser.actions.text;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cookies of a browser that visits one host. {@code SameSite} needs no attention: no other site
 * asks for anything.
 */
final class CookieJar {
  /** Longer paths first, then older cookies (RFC 6265, section 5.4). */
  private static final Comparator<StoredCookie> ORDER =
      Comparator.comparingInt((StoredCookie cookie) -> cookie.path().length()).reversed();

  private final Clock clock;
  private final List<StoredCookie> cookies = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  CookieJar(Clock clock) {
    this.clock = clock;
  }

  /** Stores a cookie, or removes it if it is over. */
  void take(String setCookie, URI from) {
    try {
      put(StoredCookie.parse(setCookie, from, clock.instant()));
    } catch (StoredCookie.Refused e) {
      refused.add(String.valueOf(e.getMessage()));
    }
  }

  void put(StoredCookie cookie) {
    for (int i = 0; i < cookies.size(); i++) {
      if (cookie.replaces(cookies.get(i))) {
        cookies.set(i, cookie);
        return;
      }
    }
    cookies.add(cookie);
  }

  /** The value of the header Cookie, or an empty text. */
  String sentTo(URI address) {
    cookies.removeIf(cookie -> cookie.isOver(clock.instant()));
    return cookies.stream()
        .filter(cookie -> cookie.isSentTo(address))
        .sorted(ORDER)
        .map(cookie -> cookie.name() + "=" + cookie.value())
        .collect(Collectors.joining("; "));
  }

  /** All cookies, for another browser. */
  Cookie[] all() {
    cookies.removeIf(cookie -> cookie.isOver(clock.instant()));
    return cookies.stream().map(it -> it.copied(clock.instant())).toArray(Cookie[]::new);
  }

  /** Removes what a browser loses when it is closed. */
  void endBrowserSession() {
    cookies.removeIf(cookie -> cookie.expires() == null);
  }

  void addAll(CookieJar other) {
    other.cookies.forEach(this::put);
  }

  /** The cookies that were not stored, and why. */
  List<String> refused() {
    return List.copyOf(refused);
  }
}
