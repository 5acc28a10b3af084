package org.sallyport.gate.federation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.stereotype.Component;

/**
 * The cookie that ties a sign-in at an issuer, or a request of one, to a browser. Those in several
 * tabs share it.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class UpstreamCookie {
  private static final String NAME = "__Host-issuer";
  private static final int LENGTH = 43;

  private final RandomValues random;

  /** The browser's value; "" if it has none, which belongs to no request. */
  public String read(HttpServletRequest request) {
    return Cookies.read(request, NAME).filter(it -> it.length() == LENGTH).orElse("");
  }

  /** The browser's value, new if it had none, for as long as a request lasts. */
  public String renew(HttpServletRequest request, HttpServletResponse response) {
    String before = read(request);
    String value = before.isEmpty() ? random.token() : before;
    Cookies.set(response, NAME, value, FederationRequests.TTL);
    return value;
  }
}
