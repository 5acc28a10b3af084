package org.sallyport.platform.access;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The response to a request over a limit: 429 with Retry-After. */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * Sets status and header.
   *
   * @param seconds until the next try is allowed; at least one is sent
   */
  public static void set(HttpServletResponse response, long seconds) {
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
  }
}
