package org.sallyport.gate.trustedbrowser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Cookies;
import org.springframework.stereotype.Component;

/**
 * The cookie of remembered browsers. The server decides how long a token is valid; the cookie's own
 * lifetime only limits how long the browser keeps it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class TrustCookies {
  public static final String NAME = "__Host-rb";

  private final RememberProperties properties;

  public static @Nullable String read(HttpServletRequest request) {
    return Cookies.read(request, NAME).orElse(null);
  }

  /** Writes the cookie's new value if it differs from that of the request. */
  public void write(HttpServletResponse response, HttpServletRequest request, Trust trust) {
    String before = read(request);
    if (trust.cookie().equals(before == null ? "" : before)) {
      return;
    }
    if (trust.cookie().isEmpty()) {
      Cookies.remove(response, NAME);
    } else {
      Cookies.set(response, NAME, trust.cookie(), properties.duration());
    }
  }
}
